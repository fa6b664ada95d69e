namespace SwarmTools.Engine.Mapping;

/// <summary>Reads whom a swarm or a node trusts: <c>TLSInfo</c>.</summary>
internal static class TrustMapper
{
    public static TrustInfo Read(ref JsonCursor json)
    {
        Fields trust = new();
        json.Object(trust, Take);
        return new(trust.Root, trust.Issuer, trust.IssuerKey);
    }

    private static bool Take(ref JsonCursor json, Fields trust)
    {
        if (json.Is("TrustRoot"u8))
        {
            trust.Root = json.Text();
        }
        else if (json.Is("CertIssuerSubject"u8))
        {
            trust.Issuer = json.Text();
        }
        else if (json.Is("CertIssuerPublicKey"u8))
        {
            trust.IssuerKey = json.Text();
        }
        else
        {
            return false;
        }

        return true;
    }

    private sealed class Fields
    {
        public string Root { get; set; } = "";

        public string Issuer { get; set; } = "";

        public string IssuerKey { get; set; } = "";
    }
}
