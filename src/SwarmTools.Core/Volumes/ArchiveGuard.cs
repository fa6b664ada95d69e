using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Text;

namespace SwarmTools.Volumes;

/// <summary>Refuses archives that would write anywhere but into the volume they are unpacked into. Pure.</summary>
/// <param name="allowsOutsideLinks">Whether symbolic links may lead out of the volume: nothing is ever written through one.</param>
internal sealed class ArchiveGuard(bool allowsOutsideLinks)
{
    private readonly HashSet<string> _links = new(StringComparer.Ordinal);
    private long _entries;
    private long _bytes;
    private bool _hasRoot;
    private string _outsideLink = "";

    public ArchiveSummary Summary => new(_entries, _bytes, _hasRoot, _outsideLink);

    /// <summary>Takes the next entry.</summary>
    /// <exception cref="SwarmException"><c>ArchiveInvalid</c>, with the entry's name.</exception>
    public void Take(ArchiveEntry entry)
    {
        if (Check(entry).Count == 0)
        {
            _hasRoot = true;
            return;
        }

        _entries++;
        _bytes += entry.Type == '0' ? entry.Size : 0;
    }

    /// <summary>Refuses an entry that must not be unpacked, without counting it.</summary>
    /// <exception cref="SwarmException"><c>ArchiveInvalid</c>, with the entry's name.</exception>
    public IReadOnlyList<string> Check(ArchiveEntry entry)
    {
        IReadOnlyList<string> path = Inside(entry.Path, entry);
        if (path.Count == 0)
        {
            return entry.Type == '5' ? path : throw Refused(entry, "it has no name");
        }

        if (path[0].StartsWith(VolumeScript.WorkPrefix, StringComparison.Ordinal))
        {
            throw Refused(entry, $"names that begin with {VolumeScript.WorkPrefix} are those of restores under way");
        }

        switch (entry.Type)
        {
            case '0' or '5' or '6':
                break;
            case '1':
                Inside(entry.Link, entry);
                break;
            case '2':
                TakeLink(entry, path);
                break;
            case '3' or '4':
                throw Refused(entry, "it is a device");
            default:
                throw Refused(entry, $"its type '{entry.Type}' is none that a volume needs");
        }

        return path;
    }

    private static SwarmException Refused(ArchiveEntry entry, string why) =>
        new(ErrorId.ArchiveInvalid, $"The archive was refused, and nothing was changed. Of its entry '{ConsoleText.Neutralise(entry.Path)}': {why}.");

    // The parts of a name that stays inside, and goes through no link.
    private IReadOnlyList<string> Inside(string name, ArchiveEntry entry)
    {
        if (name.StartsWith("/", StringComparison.Ordinal))
        {
            throw Refused(entry, "it has an absolute path");
        }

        string[] parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        if (parts.Contains(".."))
        {
            throw Refused(entry, "it has '..' in its path");
        }

        string way = "";
        for (int i = 0; i < parts.Length - 1; i++)
        {
            way += parts[i] + "/";
            if (_links.Contains(way))
            {
                throw Refused(entry, "it lies behind a symbolic link");
            }
        }

        return parts;
    }

    private void TakeLink(ArchiveEntry entry, IReadOnlyList<string> path)
    {
        _links.Add(string.Join("/", path) + "/");
        if (!LeadsOut(entry.Link, path.Count - 1))
        {
            return;
        }

        _outsideLink = _outsideLink.Length > 0 ? _outsideLink : entry.Path;
        if (!allowsOutsideLinks)
        {
            throw Refused(entry, $"it is a link that leads out of the volume, to '{ConsoleText.Neutralise(entry.Link)}'. -AllowOutsideLink keeps such links as they are");
        }
    }

    // What goes up may only do so at its beginning: behind a name, that may be another link, nobody knows where up leads.
    private static bool LeadsOut(string link, int depth)
    {
        string[] parts = [.. link.Split('/').Where(part => part is not ("" or "."))];
        int up = parts.TakeWhile(part => part == "..").Count();
        return link.StartsWith("/", StringComparison.Ordinal) || up > depth || parts.Skip(up).Contains("..");
    }
}
