#!/bin/sh
# The REST service: the entries of the database as JSON.
#
#   GET  /entries    {"database": ..., "databaseHost": ..., "servedBy": ..., "entries": [{"id", "time", "name", "text"}, ...]}
#   POST /entries    a form with name and text: 201
#   GET  /healthz    200 when the database answers, else 503
#   GET  /livez      200 when this program answers
set -u
. /app/lib.sh

PORT=${PORT:-8080}
DB_DATABASE=${DB_DATABASE:-guestbook}
DB_PASSWORD_FILE=${DB_PASSWORD_FILE:-/run/secrets/mysql_app_password}
JSON='application/json; charset=utf-8'

answer() {
    read_request
    case "$METHOD $TARGET" in
        'GET /entries') list ;;
        'POST /entries') add "$(field name)" "$(field text)" ;;
        'GET /healthz') health ;;
        'GET /livez') echo '{"status":"ok"}' | reply '200 OK' "$JSON" ;;
        *) refuse '404 Not Found' ;;
    esac
}

list() {
    stored=$(/app/db-client.sh LIST) || { unavailable; return; }
    printf '%s\n' "$stored" | database=$DB_DATABASE servedBy=$(hostname) awk -f /app/entries-json.awk | reply '200 OK' "$JSON"
}

add() {
    [ -n "$1" ] && [ -n "$2" ] || { failed '400 Bad Request' 'name and text are required'; return; }
    /app/db-client.sh ADD "$1" "$2" >/dev/null || { unavailable; return; }
    echo '{"status":"added"}' | reply '201 Created' "$JSON"
}

health() {
    /app/db-client.sh PING >/dev/null || { unavailable; return; }
    echo '{"status":"ok"}' | reply '200 OK' "$JSON"
}

# field NAME: a value of the form, in hexadecimal.
field() {
    value=$(printf %s "$BODY" | tr '&' '\n' | sed -n "s/^$1=//p" | head -n 1)
    [ -z "$value" ] || httpd -d "$value" | to_hex
}

unavailable() { failed '503 Service Unavailable' 'the database cannot be asked'; }

failed() { echo "{\"error\":\"$2\"}" | reply "$1" "$JSON"; }

case ${1-} in
    answer) answer ;;
    *)
        require_secret "$DB_PASSWORD_FILE"
        serve rest "$PORT" "$0"
        ;;
esac
