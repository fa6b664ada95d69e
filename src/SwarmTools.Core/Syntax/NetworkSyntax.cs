using System;
using System.Collections;
using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>Reads the use of a network: its name, <c>name=NET,alias=A,driver-opt=K=V</c>, a network object, or a hashtable with these keys.</summary>
internal static class NetworkSyntax
{
    private const string Accepted = "Accepted are a name, name=NETWORK,alias=NAME,driver-opt=KEY=VALUE, an object of Get-SwarmNetwork, or a hashtable with these keys.";

    public static NetworkUse Parse(object value) => value switch
    {
        SwarmNetwork network => new() { Name = network.Name, Id = network.Id },
        SwarmObject other => throw new SwarmException(ErrorId.WrongKind, $"'{other.Name}' is a {other.GetType().Name}, not a network."),
        IDictionary table => Read(OptionBag.From(table, ErrorId.OptionInvalid, Accepted)),
        string text when text.IndexOf('=') >= 0 => Read(OptionBag.Parse(text, ErrorId.OptionInvalid, Accepted)),
        _ => Named(Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? ""),
    };

    private static NetworkUse Named(string name) => name.Length > 0
        ? new() { Name = name }
        : throw new SwarmException(ErrorId.OptionInvalid, $"The name of a network is empty. {Accepted}");

    private static NetworkUse Read(OptionBag options)
    {
        NetworkUse use = new()
        {
            Name = options.Require("name", "network"),
            Aliases = options.TakeAll("alias", "aliases"),
            DriverOptions = PairSyntax.Parse(options.TakeAll("driver-opt"), "driver-opt"),
        };
        options.RequireAllUsed();
        return use;
    }
}
