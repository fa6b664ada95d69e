namespace SwarmTools;

/// <summary>Whom a swarm or a node trusts.</summary>
/// <param name="Root">The root certificates, in PEM form.</param>
/// <param name="Issuer">The subject of the certificate that issued its own, in Base64 of DER.</param>
/// <param name="IssuerKey">The public key of that, in Base64 of DER.</param>
internal sealed record TrustInfo(string Root, string Issuer, string IssuerKey)
{
    public static readonly TrustInfo None = new("", "", "");
}
