using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;

namespace SwarmTools.Syntax;

/// <summary>Reads extra hosts: <c>db:10.0.0.5</c>, <c>db=10.0.0.5</c> or a hashtable; the engine wants <c>10.0.0.5 db</c>.</summary>
internal static class HostSyntax
{
    public static IEnumerable<string> Parse(object value) => value switch
    {
        IDictionary table => table.Keys.Cast<object>()
            .SelectMany(host => AddressesOf(table[host]).Select(address => Entry(TextOf(host), TextOf(address), $"@{{{host} = {TextOf(table[host])}}}")))
            .OrderBy(entry => entry, StringComparer.Ordinal),
        _ => [OfText(TextOf(value).Trim())],
    };

    /// <summary>Whether an entry of the engine is one that a user names, as <c>HOST</c> or <c>HOST:IP</c>.</summary>
    public static bool Names(string entry, string name)
    {
        string[] words = entry.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        int mark = name.IndexOf(':');
        string host = mark < 0 ? name : name[..mark];
        return words.Skip(1).Contains(host, StringComparer.OrdinalIgnoreCase) && (mark < 0 || words[0] == name[(mark + 1)..]);
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
            : plain == "host-gateway" || IPAddress.TryParse(plain, out _) ? $"{plain} {host}"
            : throw Invalid(text, $"'{plain}' is not an address");
    }

    private static IEnumerable<object?> AddressesOf(object? value) => value is IEnumerable list and not string ? list.Cast<object?>() : [value];

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static SwarmException Invalid(string text, string why) =>
        new(ErrorId.OptionInvalid, $"The extra host '{text}' cannot be used: {why}. Accepted are HOST:IP and @{{ HOST = 'IP' }}.");
}
