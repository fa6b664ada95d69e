using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Compose.Shapes;

/// <summary>Brings the short forms of compose files into their long ones.</summary>
internal static class ShortForms
{
    /// <summary><c>[PUBLISHED:]TARGET[/PROTOCOL]</c>.</summary>
    public static IEnumerable<ComposeNode> Port(ComposeScalar scalar, string path, ComposeReading reading)
    {
        ShortPort read;
        try
        {
            read = ShortPort.Parse(ScalarValue.Of(scalar).Text);
        }
        catch (ComposeSyntaxException failure)
        {
            reading.Error(scalar, path, failure.Message);
            return ComposeBuild.None;
        }

        if (read.Address.Length > 0)
        {
            reading.TellIgnored(scalar, path, $"The address {read.Address} has no effect in a swarm: a port is published on all addresses. Leave it out, and let a firewall close the others.");
        }

        return !reading.Ports.Take(read.Ports.Count, scalar, path, reading) ? ComposeBuild.None : read.Ports.Select(port => ComposeBuild.Mapping(
            scalar,
            ("mode", ComposeBuild.Text(scalar, "ingress")),
            ("target", ComposeBuild.Number(scalar, port.TargetPort)),
            ("published", port.PublishedPort > 0 ? ComposeBuild.Number(scalar, port.PublishedPort) : null),
            ("protocol", ComposeBuild.Text(scalar, EnumText.Write(port.Protocol, '-')))));
    }

    /// <summary><c>[SOURCE:]TARGET[:OPTIONS]</c>.</summary>
    public static IEnumerable<ComposeNode> Volume(ComposeScalar scalar, string path, ComposeReading reading)
    {
        ShortVolume volume;
        try
        {
            volume = ShortVolume.Parse(scalar.Text);
        }
        catch (ComposeSyntaxException failure)
        {
            reading.Error(scalar, path, failure.Message);
            return ComposeBuild.None;
        }

        foreach (string option in volume.UnknownOptions)
        {
            reading.TellIgnored(scalar, path, $"The option '{option}' has no effect in a swarm. Known are ro, rw, nocopy and how mounts are shared, such as rslave.");
        }

        return
        [
            ComposeBuild.Mapping(
                scalar,
                ("type", ComposeBuild.Text(scalar, volume.IsBind ? "bind" : "volume")),
                ("source", volume.Source.Length > 0 ? ComposeBuild.Text(scalar, volume.Source) : null),
                ("target", ComposeBuild.Text(scalar, volume.Target)),
                ("read_only", volume.IsReadOnly ? ComposeBuild.True(scalar) : null),
                ("bind", volume.Propagation.Length > 0 ? ComposeBuild.Mapping(scalar, ("propagation", ComposeBuild.Text(scalar, volume.Propagation))) : null),
                ("volume", volume.IsNotCopied ? ComposeBuild.Mapping(scalar, ("nocopy", ComposeBuild.True(scalar))) : null)),
        ];
    }

    /// <summary>The name of a secret or a config.</summary>
    public static IEnumerable<ComposeNode> File(ComposeScalar scalar, string path, ComposeReading reading) =>
        ScalarShape.AnyText.Read(scalar, path, reading) is ComposeScalar name ? [ComposeBuild.Mapping(scalar, ("source", name))] : ComposeBuild.None;

    /// <summary>A command in one line.</summary>
    public static IEnumerable<ComposeNode> Words(ComposeScalar scalar, string path, ComposeReading reading)
    {
        try
        {
            return ShellWords.Split(ScalarValue.Of(scalar).Text).Select(word => ComposeBuild.Text(scalar, word));
        }
        catch (ComposeSyntaxException failure)
        {
            reading.Error(scalar, path, $"This is no command: {failure.Message}");
            return ComposeBuild.None;
        }
    }

    /// <summary>The command of a health check, for a shell.</summary>
    public static IEnumerable<ComposeNode> Test(ComposeScalar scalar, string path, ComposeReading reading) =>
        [ComposeBuild.Text(scalar, "CMD-SHELL"), ComposeBuild.Text(scalar, scalar.Text)];

    /// <summary>A list of names in place of a mapping.</summary>
    public static ComposeNode? Names(ComposeNode node, string path, ComposeReading reading, ComposeNode value)
    {
        if (node is not ComposeSequence sequence)
        {
            return null;
        }

        List<ComposeEntry> entries = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (ComposeNode item in sequence.Items)
        {
            if (ScalarShape.AnyText.Read(item, path, reading) is ComposeScalar name && reading.IsName(name.Text, item, path))
            {
                if (!known.Add(name.Text))
                {
                    reading.Error(item, path, $"'{name.Text}' is here a second time.");
                    continue;
                }

                entries.Add(new(name, value with { At = item.At }));
            }
        }

        return new ComposeMapping(entries.ToArray(), node.At, node.Merging);
    }

    /// <summary>Addresses of hosts: a mapping, or a list of <c>HOST:ADDRESS</c> or <c>HOST=ADDRESS</c>; the usual form is that list.</summary>
    public static ComposeSequence Hosts(ComposeMapping hosts) => new(
        [.. hosts.Entries.SelectMany(entry => (entry.Value is ComposeSequence several ? several.Items : [entry.Value]).OfType<ComposeScalar>()
            .Select(address => ComposeBuild.Text(address, $"{entry.Key.Text}:{Plain(address.Text)}")))],
        hosts.At,
        hosts.Merging);

    /// <summary>One host with its address, as the usual form has it.</summary>
    public static IEnumerable<ComposeNode> Host(ComposeScalar scalar, string path, ComposeReading reading)
    {
        int end = scalar.Text.IndexOf('=') is var equals && equals >= 0 ? equals : scalar.Text.IndexOf(':');
        if (end <= 0 || end == scalar.Text.Length - 1)
        {
            reading.Error(scalar, path, $"'{scalar.Text}' is no host with its address: write HOST:ADDRESS.");
            return ComposeBuild.None;
        }

        return [ComposeBuild.Text(scalar, $"{scalar.Text[..end]}:{Plain(scalar.Text[(end + 1)..])}")];
    }

    private static string Plain(string address) =>
        address.Length > 2 && address[0] == '[' && address[^1] == ']' ? address[1..^1] : address;
}
