using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SwarmTools.Engine.Transport;

/// <summary>One block of a PEM text (RFC 7468).</summary>
internal sealed record PemBlock(string Label, byte[] Content)
{
    private static readonly Regex s_block = new(@"-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static IReadOnlyList<PemBlock> Read(string pem) =>
        [.. s_block.Matches(pem).Cast<Match>().Select(match => new PemBlock(match.Groups[1].Value, Convert.FromBase64String(match.Groups[2].Value)))];

    /// <summary>Records print what they hold; this one may hold a key.</summary>
    public override string ToString() => Label;
}
