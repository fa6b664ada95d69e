using SwarmTools.Tunnels;

namespace SwarmTools.Volumes;

/// <summary>What tasks do with a volume. Both are shell that busybox runs.</summary>
internal static class VolumeScript
{
    /// <summary>Where the volume is in the task.</summary>
    public const string Target = "/volume";

    /// <summary>Where a restore keeps what came until it is known to be right: a volume without a name, which the engine removes with the task.</summary>
    public const string Stage = "/stage";

    /// <summary>What the folders of a restore in a volume begin with.</summary>
    public const string WorkPrefix = ".swarmtools-";

    public const string Empty = "empty";

    public const string Unfinished = "unfinished";

    /// <summary>Sends the volume as an archive. GZIP says whether it is packed, KNOWN whether an empty volume is one that was there before.</summary>
    public const string Backup = TunnelScript.Send + """
        set -- /volume/.swarmtools-*
        [ ! -e "$1" ] || fail unfinished
        [ "$KNOWN" = 1 ] || [ -n "$(ls -A /volume)" ] || fail empty
        pack() { if [ "$GZIP" = 1 ]; then gzip -1 -c; else cat; fi; }
        content() { { tar c --numeric-owner -C /volume -f - . 2>said || { echo "tar failed:"; cat said; } >error; } | pack; }
        send
        """;

    /// <summary>
    /// Takes SIZE bytes and a report, and does nothing unless the report is of these bytes. Then unpacks them (GZIP) into a folder inside the volume, and if all went well
    /// and there are ENTRIES entries (empty where nobody knows) renames what was there into another folder, and what is new into its place. The folders tell how far that
    /// came, so that the next restore goes on or back if the machine fails in the middle. ROOT says whether the archive has the owner and mode of the volume itself.
    /// </summary>
    public const string Restore = """
        move() {
            for entry in "$1"/..?* "$1"/.[!.]* "$1"/*; do
                [ -e "$entry" ] || [ -L "$entry" ] || continue
                case "$1 $entry" in "/volume /volume/.swarmtools-"*) continue ;; esac
                mv "$entry" "$2"/ 2>>said || return 1
            done
        }
        recover() {
            for old in /volume/.swarmtools-*; do
                [ -d "$old" ] || continue
                if [ -e "$old/swapped" ]; then :
                elif [ -e "$old/entering" ]; then move "$old/new" /volume || fail "an interrupted restore cannot be finished: $(tail -c 300 said)"
                elif [ -e "$old/leaving" ]; then move "$old/old" /volume || fail "an interrupted restore cannot be undone: $(tail -c 300 said)"
                fi
                rm -rf "$old"
            done
        }
        undo() {
            why=$(tail -c 300 said)
            [ ! -e "$work/entering" ] || { move /volume "$work/new"; rm -f "$work/entering"; }
            move "$work/old" /volume
            rm -rf "$work"
            fail "nothing was changed: $why"
        }
        unpack() { if [ "$GZIP" = 1 ]; then gunzip -c; else cat; fi; }
        : >said
        head -c $((SIZE + 512)) <&3 >/stage/sealed 2>said || fail "$(head -c 300 said)"
        [ "$(wc -c </stage/sealed)" -eq $((SIZE + 512)) ] || end 1
        inner=$({ printf %s "$inner_key"; head -c "$SIZE" /stage/sealed; } | digest)
        text=$(tail -c 512 /stage/sealed | head -c 447)
        [ "$(printf '%s%s%s' "$outer_key" "$inner" "$text" | digest)" = "$(tail -c 64 /stage/sealed)" ] || fail "what came is not what was sent"
        recover
        work=/volume/.swarmtools-$ID
        mkdir "$work" "$work/new" "$work/old" 2>said || fail "nothing was changed: $(head -c 300 said)"
        sha256sum <data >sum &
        sum=$!
        head -c "$SIZE" /stage/sealed | unseal | tee data | unpack | { EXTRACT_UNSAFE_SYMLINKS=1 tar x --numeric-owner -C "$work/new" -f - 2>>said && : >unpacked; cat >/dev/null; }
        wait $sum
        [ -e unpacked ] || undo
        [ "done $(cut -c1-64 sum)" = "$(echo $text)" ] || { echo "the archive was not opened as it was sealed" >>said; undo; }
        count=$(($(find "$work/new" -print0 | tr -dc '\000' | wc -c) - 1))
        [ -z "$ENTRIES" ] || [ "$count" -eq "$ENTRIES" ] || { echo "$count of $ENTRIES entries were unpacked" >>said; undo; }
        owner=$(stat -c %u:%g "$work/new")
        mode=$(stat -c %a "$work/new")
        sync
        : >"$work/leaving"
        move /volume "$work/old" || undo
        : >"$work/entering"
        move "$work/new" /volume && rmdir "$work/new" 2>>said || undo
        [ "$ROOT" != 1 ] || { chown "$owner" /volume; chmod "$mode" /volume; }
        : >"$work/swapped"
        sync
        rm -rf "$work"
        report "done $count"
        end 0
        """;
}
