using System;
using System.Linq;
using System.Text;
using SwarmTools.Tunnels;

namespace SwarmTools.Core.Tests.Tunnels;

public class TunnelCipherTests
{
    private static readonly byte[] s_passphrase = Encoding.ASCII.GetBytes(new string('a', 64));
    private static readonly byte[] s_salt = [1, 2, 3, 4, 5, 6, 7, 8];

    // printf 'The same call seals and opens.' | openssl enc -aes-256-ctr -pbkdf2 -iter 1000 -md sha256 -S 0102030405060708 -pass file:pass
    [Fact]
    public void It_seals_as_openssl_does()
    {
        byte[] text = Encoding.ASCII.GetBytes("The same call seals and opens.");
        using TunnelCipher cipher = TunnelCipher.Derive(s_passphrase, s_salt);
        cipher.Apply(text, 0, text.Length);
        Assert.Equal("8f57d11a3040def106f7937df889ec15761f09f338994944653d6dbc4633", Convert.ToHexStringLower(text));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4097)]
    [InlineData(200_000)]
    public void Bytes_that_come_in_pieces_of_any_size_open_as_those_that_were_sealed_at_once(int piece)
    {
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(number => (byte)(number * 7))];
        byte[] opened = (byte[])bytes.Clone();
        using TunnelCipher seal = TunnelCipher.Derive(s_passphrase, s_salt);
        using TunnelCipher open = TunnelCipher.Derive(s_passphrase, s_salt);
        seal.Apply(opened, 0, opened.Length);
        Assert.NotEqual(bytes, opened);
        for (int start = 0; start < opened.Length; start += piece)
        {
            open.Apply(opened, start, Math.Min(piece, opened.Length - start));
        }

        Assert.Equal(bytes, opened);
    }
}
