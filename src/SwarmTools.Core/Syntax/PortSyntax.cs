using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using SwarmTools.Text;

namespace SwarmTools.Syntax;

/// <summary>Reads published ports: <c>8080:80/tcp</c>, <c>8000-8002:80-82</c>, <c>published=8080,target=80,mode=host</c>, a hashtable, a number.</summary>
internal static class PortSyntax
{
    private const string Accepted =
        "Accepted are [PUBLISHED:]TARGET[/tcp|udp|sctp], published=8080,target=80,protocol=tcp,mode=ingress|host,name=NAME, and a hashtable with these keys; ports are 1-65535.";

    public static IReadOnlyList<SwarmPort> Parse(object value) => Parse(value, SwarmPublishMode.Ingress);

    /// <summary>Reads which ports are meant: those of any mode, where none is said.</summary>
    public static IReadOnlyList<SwarmPort> ParseForRemoval(object value) => Parse(value, SwarmPublishMode.Unknown);

    private static IReadOnlyList<SwarmPort> Parse(object value, SwarmPublishMode unsaid) => value switch
    {
        SwarmPort port => [port],
        IDictionary table => [Long(OptionBag.From(table, ErrorId.PortSyntaxInvalid, Accepted), unsaid)],
        string text when text.Contains("=") => [Long(OptionBag.Parse(text, ErrorId.PortSyntaxInvalid, Accepted), unsaid)],
        _ => Short(Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "", unsaid),
    };

    private static SwarmPort Long(OptionBag options, SwarmPublishMode unsaid)
    {
        SwarmPort port = new()
        {
            Name = options.Take("name") ?? "",
            TargetPort = options.TakeNumber(1, 65535, "target", "targetport") ?? throw options.Invalid("'target' is missing"),
            PublishedPort = options.TakeNumber(0, 65535, "published", "publishedport") ?? 0,
            Protocol = options.TakeEnum(SwarmPortProtocol.Tcp, "protocol"),
            PublishMode = options.TakeEnum(unsaid, "mode", "publishmode"),
        };
        options.RequireAllUsed();
        return port;
    }

    private static IReadOnlyList<SwarmPort> Short(string text, SwarmPublishMode unsaid)
    {
        string[] halves = text.Split('/');
        SwarmPortProtocol protocol = halves.Length == 1 || halves[1].Length == 0 ? SwarmPortProtocol.Tcp : EnumText.Parse<SwarmPortProtocol>(halves[1]);
        if (halves.Length > 2 || protocol == SwarmPortProtocol.Unknown)
        {
            throw Invalid(text, $"'{halves[^1]}' is not a protocol");
        }

        string[] parts = halves[0].Split(':');
        if (parts.Length > 2)
        {
            throw Invalid(text, "a swarm publishes on all addresses of a node, not on one");
        }

        (int First, int Last) target = Range(parts[^1], text);
        (int First, int Last)? published = parts.Length == 2 && parts[0] is not ("" or "0") ? Range(parts[0], text) : null;
        int targets = target.Last - target.First + 1;
        int count = published is { } range ? range.Last - range.First + 1 : targets;
        if (targets != 1 && count != targets)
        {
            throw Invalid(text, "the two ranges differ in length");
        }

        // Several published ports may lead to one target.
        return new PortRange(count)
        {
            Target = target.First, IsOneTarget = targets == 1, Published = published?.First ?? 0, Protocol = protocol, PublishMode = unsaid,
        };
    }

    private static (int First, int Last) Range(string text, string whole)
    {
        string[] ends = text.Split('-');
        int first = Number(ends[0], whole);
        int last = ends.Length == 1 ? first : Number(ends[1], whole);
        return ends.Length <= 2 && last >= first ? (first, last) : throw Invalid(whole, $"'{text}' is not a range of ports");
    }

    private static int Number(string text, string whole) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
            ? port
            : throw Invalid(whole, $"'{text}' is not a port");

    private static SwarmException Invalid(string text, string why) =>
        new(ErrorId.PortSyntaxInvalid, $"The port '{text}' cannot be published: {why}. {Accepted}");
}
