#!/bin/sh
# Puts the client certificate that the variables CA, CERT and KEY hold into a folder, under the names that docker and SwarmTools look
# for, readable for this user alone. On GitHub the later steps get DOCKER_CERT_PATH. Usage: certificate.sh FOLDER
set -eu
folder=${1:?name the folder}
umask 077
mkdir -p "$folder"
printf '%s\n' "${CA:?it holds no certificate}" > "$folder/ca.pem"
printf '%s\n' "${CERT:?it holds no certificate}" > "$folder/cert.pem"
printf '%s\n' "${KEY:?it holds no key}" > "$folder/key.pem"
[ -z "${GITHUB_ENV:-}" ] || printf 'DOCKER_CERT_PATH=%s\n' "$folder" >> "$GITHUB_ENV"
