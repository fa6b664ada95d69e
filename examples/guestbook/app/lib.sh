# What the programs of the guest book share. For busybox sh; sourced, never run.

VERSION=${GUESTBOOK_VERSION:-1}
CR=$(printf '\r')
BODY_LIMIT=4096

# log TEXT...: a line on the container's standard output; fd 3, because fd 1 is the connection while a request is answered.
log() { printf '%s\n' "$*" >&3; }

error() { printf 'error: %s\n' "$*" >&2; }

# secret FILE: the first line of a secret file.
secret() {
    secret_line=
    read -r secret_line 2>/dev/null <"$1"
    [ -n "$secret_line" ] || return 1
    printf %s "$secret_line"
}

# require_secret FILE: ends the program when the file cannot be read, so that the swarm shows why.
require_secret() {
    secret "$1" >/dev/null 2>&1 || { error "cannot read a password from $1"; exit 1; }
}

# serve NAME PORT PROGRAM: runs "PROGRAM answer" for every connection, many at a time, until SIGTERM.
serve() {
    serve_name=$1
    exec 3>&1
    nc -ll -p "$2" -e "$3" answer &
    listener=$!
    trap 'kill "$listener" 2>/dev/null; log "$serve_name: stopped"; exit 0' TERM INT
    log "$serve_name: version $VERSION, port $2, host $(hostname)"
    wait "$listener"
    error "$serve_name: port $2 cannot be served"
    exit 1
}

# proof PASSWORD NONCE MESSAGE: shows knowledge of the password without sending it; nested hashes, as HMAC has them.
proof() { digest "$1:$(digest "$1:$2:$3")"; }

digest() {
    set -- "$(printf %s "$1" | sha256sum)"
    printf %s "${1%% *}"
}

# to_hex: standard input as one line of hexadecimal digits; fits into any protocol.
to_hex() { od -An -v -tx1 | tr -d ' \n'; }

# addresses NAME: every address of the name, in random order. The resolver of libc sorts them,
# and would always send us to the same container.
addresses() {
    case $1 in
        *[!0-9.]*) ;;
        *) echo "$1"; return ;;
    esac
    found=$(timeout 2 nslookup -type=a "$1" 2>/dev/null | awk '/^Name:/ { named = 1 } named && /^Address/ { print $NF }' | shuf)
    echo "${found:-$1}"
}

# host_of / port_of HOST[:PORT] DEFAULT
host_of() { printf %s "${1%%:*}"; }
port_of() { case $1 in *:*) printf %s "${1##*:}" ;; *) printf %s "$2" ;; esac; }

# read_request: METHOD, TARGET (without the query) and BODY of an HTTP request.
read_request() {
    METHOD= TARGET= BODY= length=0
    read -r -t 5 METHOD TARGET header || exit 0
    METHOD=$(printable "$METHOD")
    TARGET=$(printable "${TARGET%%\?*}")
    while read -r -t 5 header && [ -n "${header%"$CR"}" ]; do
        case $header in
            [Cc]ontent-[Ll]ength:*) length=$(printf %s "${header#*:}" | tr -cd 0-9) ;;
        esac
    done
    [ "${#length}" -le 6 ] && [ "${length:-0}" -le "$BODY_LIMIT" ] || { refuse '413 Content Too Large'; exit 0; }
    [ "${length:-0}" -eq 0 ] || BODY=$(timeout 5 head -c "$length")
}

printable() { printf %s "$1" | tr -cd '!-~' | head -c 200; }

# reply STATUS TYPE [HEADER]: answers with the standard input as body.
reply() {
    content=$(cat)
    printf 'HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %s\r\nConnection: close\r\n%s\r\n%s' \
        "$1" "$2" "$(printf %s "$content" | wc -c)" "${3:+$3$CR
}" "$content"
    # Of health checks, only failures: they would drown the rest.
    [ "$TARGET ${1%% *}" = '/livez 200' ] || log "$METHOD $TARGET ${1%% *}"
}

refuse() { echo "$1" | reply "$1" 'text/plain; charset=utf-8'; }

# fetch HOST[:PORT] PORT PATH [FORM]: GET, or POST when there is a form; tries the next container when one is gone.
fetch() {
    fetch_port=$(port_of "$1" "$2")
    for address in $(addresses "$(host_of "$1")"); do
        # A failure's text is told apart from the answer by the exit code.
        if fetched=$(timeout 2 wget -q -O - ${4+--post-data} ${4+"$4"} "http://$address:$fetch_port$3" 2>&1); then
            printf '%s\n' "$fetched"
            return 0
        fi
        error "http://$address:$fetch_port$3: ${fetched:-no answer}"
        case ${4+post}$fetched in
            post*"can't connect"*) ;;
            post*) return 1 ;;
        esac
    done
    return 1
}
