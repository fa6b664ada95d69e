using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SwarmTools.Syntax;

/// <summary>An authority outside of the swarm that signs the certificates of its nodes: <c>protocol=cfssl,url=URL,cacert=PATH</c> or a hashtable with these keys.</summary>
internal sealed record ExternalCa(string Url, string Certificate, IReadOnlyDictionary<string, string> Options)
{
    private const string Accepted = "Accepted is protocol=cfssl,url=https://HOST/PATH,cacert=FILE, or a hashtable with these keys; other keys are passed on to the authority.";

    /// <param name="value">The text or hashtable.</param>
    /// <param name="read">Reads the file of the authority's own certificate.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>, and what reading the file throws.</exception>
    public static ExternalCa Parse(object value, Func<string, byte[]> read)
    {
        OptionBag options = value is IDictionary table
            ? OptionBag.From(table, ErrorId.OptionInvalid, Accepted)
            : OptionBag.Parse(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", ErrorId.OptionInvalid, Accepted);
        string protocol = options.Take("protocol") ?? "cfssl";
        if (!protocol.Equals("cfssl", StringComparison.OrdinalIgnoreCase))
        {
            throw options.Invalid($"the protocol '{protocol}' is not known");
        }

        string certificate = options.Take("cacert") is { Length: > 0 } path ? Encoding.UTF8.GetString(read(path)) : "";
        return certificate.Length > 0 && !certificate.Contains("-----BEGIN CERTIFICATE-----")
            ? throw options.Invalid("the file of 'cacert' holds no certificate in PEM form")
            : new(options.Require("url"), certificate, options.TakeRest());
    }
}
