#!/bin/sh
# Asks the database one thing and prints its answer.
#
#   db-client.sh COMMAND...     at DB_HOST[:PORT], as DB_USER, with the password in DB_PASSWORD_FILE
set -u
. /app/lib.sh

DB_HOST=${DB_HOST:-db-services}
DB_USER=${DB_USER:-guestbook}
DB_DATABASE=${DB_DATABASE:-guestbook}
DB_PASSWORD_FILE=${DB_PASSWORD_FILE:-/run/secrets/mysql_app_password}

# The conversation; standard input and output are the connection, fd 4 is the caller's.
talk() {
    read -r -t 3 greeting nonce && [ "$greeting" = guestbook-db ] || return
    printf '%s %s\n' "$(proof "$(secret "$DB_PASSWORD_FILE")" "$nonce" "$*")" "$*"
    while read -r -t 3 line; do
        printf '%s\n' "$line"
    done >&4
}

ask() {
    port=$(port_of "$DB_HOST" 3306)
    for address in $(addresses "$(host_of "$DB_HOST")"); do
        # No "timeout" here: its watcher would keep fd 4 open to the end of its time.
        reply=$(nc -w 2 "$address" "$port" -e "$0" talk "$DB_DATABASE" "$DB_USER" "$@" 4>&1 2>/dev/null)
        case $reply in
            ok*) printf '%s\n' "$reply"; return 0 ;;
            '') error "database $address:$port does not answer" ;;
            *) error "database $address:$port: $reply"; return 1 ;;
        esac
    done
    return 1
}

case ${1-} in
    talk) shift; talk "$@" ;;
    *) ask "$@" ;;
esac
