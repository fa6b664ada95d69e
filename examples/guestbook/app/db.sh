#!/bin/sh
# The database: keeps the entries in a file, and answers only who knows the password.
#
#   it says   guestbook-db NONCE
#   you say   PROOF DATABASE USER COMMAND...     COMMAND: PING | LIST | ADD NAME TEXT   (NAME and TEXT in hexadecimal)
#   it says   ok HOST      and the entries, oldest first: TIME NAME TEXT
#   or        error REASON
#
# PROOF is made from the password, the nonce and the rest of the line (see lib.sh): a proof serves for one command once.
set -u
. /app/lib.sh

PORT=${PORT:-3306}
DB_USER=${DB_USER:-guestbook}
DB_DATABASE=${DB_DATABASE:-guestbook}
MYSQL_PASSWORD_FILE=${MYSQL_PASSWORD_FILE:-/run/secrets/mysql_app_password}
DATA_DIR=${DATA_DIR:-/data}
FILE=$DATA_DIR/$DB_DATABASE.entries

answer() {
    command=-
    nonce=$(head -c 16 /dev/urandom | to_hex)
    echo "guestbook-db $nonce"
    read -r -t 5 claimed message || return
    message=${message%"$CR"}
    if ! password=$(secret "$MYSQL_PASSWORD_FILE") || [ "$claimed" != "$(proof "$password" "$nonce" "$message")" ]; then
        finish 'error access denied'
        return
    fi

    # Hexadecimal and names only: nothing here can be a pattern.
    set -f
    set -- $message
    [ "${1-} ${2-}" = "$DB_DATABASE $DB_USER" ] || { finish 'error unknown user or database'; return; }
    shift 2
    command=$(printable "${1-}")
    case "$*" in
        PING) finish "ok $(hostname)" ;;
        LIST) finish "ok $(hostname)"; cat "$FILE" ;;
        ADD\ *\ *) add "$2" "$3" ;;
        *) finish 'error unknown command' ;;
    esac
}

# add NAME TEXT: one write of one line, which the kernel appends as a whole.
add() {
    case $1$2 in
        *[!0-9a-f]*) finish 'error not hexadecimal' ;;
        *)
            if printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" >>"$FILE"; then
                finish "ok $(hostname)"
            else
                finish 'error not written'
            fi
            ;;
    esac
}

# finish ANSWER: says it, and logs it with the command's name only.
finish() {
    echo "$1"
    # Of health checks, only failures: they would drown the rest.
    [ "$command ${1%% *}" = 'PING ok' ] || log "db: $command: ${1%% *}"
}

case ${1-} in
    answer) answer ;;
    *)
        require_secret "$MYSQL_PASSWORD_FILE"
        mkdir -p "$DATA_DIR" && touch "$FILE" || { error "$FILE cannot be written"; exit 1; }
        serve db "$PORT" "$0"
        ;;
esac
