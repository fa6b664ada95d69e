namespace SwarmTools.Tunnels;

/// <summary>The shell on both sides of the swarm's network. It needs no more than busybox has, and openssl where bytes are sealed.</summary>
internal static class TunnelScript
{
    /// <summary>The port that a task listens on, in a network of its own.</summary>
    public const int Port = 9000;

    /// <summary>Of the relay: connects its input and output with the task, which may not listen yet, or not be known by its name.</summary>
    public const string Relay = """
        i=0
        until nc -w 5 "$1" 9000 2>/dev/null; do
            i=$((i + 1))
            [ $i -lt 100 ] || { echo "no connection to the task" >&2; exit 1; }
            sleep 0.3
        done
        """;

    /// <summary>Of the task, before what it is for: waits for the client, and knows how to speak to it. Input is 3, output is 4.</summary>
    public const string Prologue = """
        secret=/run/secrets/swarmtools-tunnel
        inner_key=$(sed -n 2p $secret)
        outer_key=$(sed -n 3p $secret)
        mkdir /tmp/tunnel && cd /tmp/tunnel || exit 1
        mkfifo in out data copy || exit 1
        nc -l -p 9000 <out >in &
        nc=$!
        exec 4>out 3<in
        digest() { sha256sum | cut -c1-64; }
        report() {
            text=$(printf '%-447.447s' "$1")
            printf '%s\n%s' "$text" "$(printf '%s%s%s' "$outer_key" "$2" "$text" | digest)" >&4
        }
        end() {
            exec 4>&-
            wait $nc
            exit "$1"
        }
        fail() {
            report "failed $(printf %s "$1" | tr '\n' ' ')" "$2"
            end 1
        }
        seal() { if [ "$SEAL" = 1 ]; then openssl enc -aes-256-ctr -pbkdf2 -iter 1000 -md sha256 -pass file:$secret; else cat; fi; }
        unseal() { if [ "$SEAL" = 1 ]; then openssl enc -d -aes-256-ctr -pbkdf2 -iter 1000 -md sha256 -pass file:$secret; else cat; fi; }
        read -t 300 -r greeting <&3 || exit 1
        [ "$SEAL" != 1 ] || command -v openssl >/dev/null || fail no-openssl
        report ready

        """;

    /// <summary>Of the task: sends what a function named <c>content</c> writes, and then whether that went well.</summary>
    public const string Send = """
        send() {
            sha256sum <data >sum &
            one=$!
            { printf %s "$inner_key"; cat copy; } | sha256sum >sealed-sum &
            two=$!
            content | tee data | seal | tee copy >&4
            wait $one
            wait $two
            inner=$(cut -c1-64 sealed-sum)
            [ ! -s error ] || fail "$(head -c 300 error)" "$inner"
            report "done $(cut -c1-64 sum)" "$inner"
            end 0
        }

        """;
}
