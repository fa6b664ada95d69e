using System;
using System.Collections;
using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>Reads the use of a secret or config: its name, <c>source=NAME,target=PATH,uid=0,gid=0,mode=0444</c>, or a hashtable with these keys.</summary>
internal static class FileReferenceSyntax
{
    private const string Accepted =
        "Accepted are a name, source=NAME,target=PATH,uid=0,gid=0,mode=0444, an object of Get-SwarmSecret or Get-SwarmConfig, or a hashtable with these keys.";

    public static FileReference Parse(object value) => value switch
    {
        SwarmSecret secret => new() { Source = secret.Name, SourceId = secret.Id, SourceKind = "secret" },
        SwarmConfig config => new() { Source = config.Name, SourceId = config.Id, SourceKind = "config" },
        SwarmObject other => throw new SwarmException(ErrorId.WrongKind, $"'{other.Name}' is a {other.GetType().Name}, neither a secret nor a config."),
        IDictionary table => Read(OptionBag.From(table, ErrorId.OptionInvalid, Accepted)),
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? ""),
    };

    private static FileReference Text(string text) => text.IndexOf('=') >= 0
        ? Read(OptionBag.Parse(text, ErrorId.OptionInvalid, Accepted))
        : new() { Source = text.Length > 0 ? text : throw new SwarmException(ErrorId.OptionInvalid, $"The name of a secret or config is empty. {Accepted}") };

    private static FileReference Read(OptionBag options)
    {
        FileReference reference = new()
        {
            Source = options.Require("source", "src", "name"),
            Target = options.Take("target", "dst") ?? "",
            Uid = options.Take("uid") ?? "0",
            Gid = options.Take("gid") ?? "0",
            Mode = options.TakeMode("mode", "0444") ?? FileReference.DefaultMode,
        };
        options.RequireAllUsed();
        return reference;
    }
}
