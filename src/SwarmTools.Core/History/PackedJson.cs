using System.IO;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwarmTools.History;

/// <summary>JSON as it is kept in a config: compressed.</summary>
internal static class PackedJson
{
    private const int Longest = 16 * 1024 * 1024;

    public static byte[] Pack(JsonObject document)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (Utf8JsonWriter writer = new(zip))
        {
            document.WriteTo(writer);
        }

        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">It is not packed, or longer than any spec: a config of 1 MB can be packed from a thousand times as much.</exception>
    public static byte[] Unpack(byte[] data)
    {
        using MemoryStream packed = new(data);
        using GZipStream zip = new(packed, CompressionMode.Decompress);
        using MemoryStream plain = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = zip.Read(buffer, 0, buffer.Length)) > 0)
        {
            plain.Write(buffer, 0, read);
            if (plain.Length > Longest)
            {
                throw new InvalidDataException("The revision is too long.");
            }
        }

        return plain.ToArray();
    }
}
