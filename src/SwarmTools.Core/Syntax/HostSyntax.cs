using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>Reads extra hosts: <c>db:10.0.0.5</c>, <c>db=10.0.0.5</c> or a hashtable; the engine wants <c>10.0.0.5 db</c>.</summary>
internal static class HostSyntax
{
    private static readonly char[] s_blanks = [' ', '\t'];

    /// <summary>Entries in the engine's form; of several addresses of a host the order is kept, because the first one counts.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IEnumerable<string> Parse(object value) => value switch
    {
        IDictionary table => PairSyntax.KeysOf(table)
            .SelectMany(host => AddressesOf(table[host]).Select(address => Entry(TextOf(host), TextOf(address), $"@{{{host} = {TextOf(table[host])}}}"))),
        _ => [OfText(TextOf(value).Trim())],
    };

    /// <summary>Reads which hosts are meant: <c>HOST</c>, or with its address as for a new one.</summary>
    public static string ParseForRemoval(string text)
    {
        int mark = text.IndexOfAny([':', '=']);
        return mark < 0 ? text.Trim() : $"{text[..mark].Trim()}:{text[(mark + 1)..].Trim().Trim('[', ']')}";
    }

    /// <summary>What is left of an entry of the engine without a name, which a user wrote as <c>HOST</c> or <c>HOST:IP</c>; empty when it had no other.</summary>
    /// <remarks>As docker/cli does (command/service/update.go, updateHosts).</remarks>
    public static string Without(string entry, string name)
    {
        string[] words = entry.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        int mark = name.IndexOf(':');
        string host = mark < 0 ? name : name[..mark];
        if (words.Length < 2 || !words.Skip(1).Contains(host) || (mark >= 0 && words[0] != name[(mark + 1)..]))
        {
            return entry;
        }

        string[] left = [.. words.Skip(1).Where(word => word != host)];
        return left.Length == 0 ? "" : $"{words[0]} {string.Join(" ", left)}";
    }

    private static string OfText(string text)
    {
        int mark = text.IndexOfAny([':', '=']);
        return mark > 0 ? Entry(text[..mark], text[(mark + 1)..], text) : throw Invalid(text, "it is not HOST:IP");
    }

    // "host-gateway" is the engine's own word for the address of its node.
    private static string Entry(string host, string address, string text)
    {
        string plain = address.Trim().Trim('[', ']');
        return host.Length == 0 || host.Any(char.IsWhiteSpace) ? throw Invalid(text, $"'{host}' is not a host name")
            : plain == "host-gateway" || AddressSyntax.Parse(plain) is not null ? $"{plain} {host}"
            : throw Invalid(text, $"'{plain}' is not an address");
    }

    private static IEnumerable<object?> AddressesOf(object? value) => value is IEnumerable list and not string ? list.Cast<object?>() : [value];

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static SwarmException Invalid(string text, string why) =>
        new(ErrorId.OptionInvalid, $"The extra host '{text}' cannot be used: {why}. Accepted are HOST:IP and @{{ HOST = 'IP' }}.");
}
