#!/bin/sh
# The health check of a container: health.sh db|rest|web [PATH]
# Only the program itself is asked, so that a dead database does not take its clients with it; /healthz asks the whole chain.
set -u

case ${1-} in
    db)
        DB_HOST=127.0.0.1:${PORT:-3306} DB_PASSWORD_FILE=${MYSQL_PASSWORD_FILE:-/run/secrets/mysql_app_password} \
            /app/db-client.sh PING
        ;;
    rest) timeout 3 wget -q -O - "http://127.0.0.1:${PORT:-8080}${2:-/livez}" ;;
    web) timeout 3 wget -q -O - "http://127.0.0.1:${PORT:-80}${2:-/livez}" ;;
    *) echo 'usage: health.sh db|rest|web [PATH]' >&2; exit 1 ;;
esac || exit 1
