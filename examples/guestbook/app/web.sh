#!/bin/sh
# The web front end: the guest book as a page.
#
#   GET  /           the page
#   POST /           adds an entry (a form with name and text), then back to the page
#   GET  /healthz    200 when the REST service and the database answer, else 503
#   GET  /livez      200 when this program answers
set -u
. /app/lib.sh

PORT=${PORT:-80}
REST_HOST=${REST_HOST:-rest-services:8080}
SETTINGS=${SETTINGS:-/etc/guestbook}
HTML='text/html; charset=utf-8'

answer() {
    read_request
    case "$METHOD $TARGET" in
        'GET /') page ;;
        'POST /') add ;;
        'GET /healthz') health ;;
        'GET /livez') echo ok | reply '200 OK' 'text/plain; charset=utf-8' ;;
        *) refuse '404 Not Found' ;;
    esac
}

page() {
    status='200 OK'
    entries=$(fetch "$REST_HOST" 8080 /entries) || status='503 Service Unavailable'
    template=$SETTINGS/page.html
    [ -r "$template" ] || template=/app/page.html
    motd=
    [ ! -r "$SETTINGS/motd.txt" ] || motd=$(cat "$SETTINGS/motd.txt")
    [ "${status%% *}" = 200 ] || entries=

    printf '%s\n' "$entries" |
        title=${GUESTBOOK_TITLE:-Guest book} motd=$motd version=$VERSION host=$(hostname) \
            awk -f /app/page.awk - "$template" |
        reply "$status" "$HTML"
}

add() {
    if fetch "$REST_HOST" 8080 /entries "$BODY" >/dev/null; then
        echo 'Thank you.' | reply '303 See Other' 'text/plain; charset=utf-8' 'Location: /'
    else
        refuse '502 Bad Gateway'
    fi
}

health() {
    if fetch "$REST_HOST" 8080 /healthz >/dev/null; then
        echo ok | reply '200 OK' 'text/plain; charset=utf-8'
    else
        refuse '503 Service Unavailable'
    fi
}

case ${1-} in
    answer) answer ;;
    *) serve web "$PORT" "$0" ;;
esac
