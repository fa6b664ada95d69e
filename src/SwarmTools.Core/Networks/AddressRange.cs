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

    private static int BitOf(byte[] address, int bit) => (address[bit / 8] >> (7 - (bit % 8))) & 1;
}
