using System.Globalization;
using System.Linq;
using System.Net;
using SwarmTools.Syntax;

namespace SwarmTools.Networks;

/// <summary>A range of addresses in CIDR notation, such as 10.20.0.0/24.</summary>
internal sealed class AddressRange
{
    private readonly byte[] _address;
    private readonly int _bits;

    private AddressRange(byte[] address, int bits)
    {
        _address = address;
        _bits = bits;
    }

    /// <summary>Reads a range; null for what is none.</summary>
    public static AddressRange? Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && AddressSyntax.Parse(parts[0])?.GetAddressBytes() is { } address
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
            && bits <= address.Length * 8
                ? new(address, bits)
                : null;
    }

    /// <summary>The range of one address.</summary>
    public static AddressRange Of(IPAddress address) => new(address.GetAddressBytes(), address.GetAddressBytes().Length * 8);

    /// <summary>Whether the two have an address in common.</summary>
    public bool Overlaps(AddressRange other) => _address.Length == other._address.Length
        && Enumerable.Range(0, System.Math.Min(_bits, other._bits)).All(bit => BitOf(_address, bit) == BitOf(other._address, bit));

    /// <summary>Whether all addresses of another are in this one.</summary>
    public bool Contains(AddressRange other) => _bits <= other._bits && Overlaps(other);

    /// <summary>Whether its addresses are of IP version 4.</summary>
    public bool IsIPv4 => _address.Length == 4;

    /// <summary>How many addresses it has, at most 2^53: of IP version 6 it may be more than any number here could say, and than anybody uses.</summary>
    public long Size => 1L << System.Math.Min(53, (_address.Length * 8) - _bits);

    /// <summary>The range of its first address alone.</summary>
    public AddressRange First => Edge(0);

    /// <summary>The range of its last address alone.</summary>
    public AddressRange Last => Edge(1);

    private AddressRange Edge(int free)
    {
        byte[] edge = new byte[_address.Length];
        foreach (int bit in Enumerable.Range(0, edge.Length * 8).Where(bit => (bit < _bits ? BitOf(_address, bit) : free) == 1))
        {
            edge[bit / 8] |= (byte)(1 << (7 - (bit % 8)));
        }

        return new(edge, edge.Length * 8);
    }

    private static int BitOf(byte[] address, int bit) => (address[bit / 8] >> (7 - (bit % 8))) & 1;
}
