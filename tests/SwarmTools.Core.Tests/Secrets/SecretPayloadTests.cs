using System.Linq;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using SwarmTools.Engine;
using SwarmTools.Secrets;

namespace SwarmTools.Core.Tests.Secrets;

public class SecretPayloadTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("p\u00e4ss \u4f60 \U0001F433\n\0end")]
    public void A_SecureString_becomes_UTF8(string text)
    {
        using SecureString secure = new();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        using SecretPayload payload = SecretPayload.From(secure);
        Assert.Equal(Encoding.UTF8.GetBytes(text), payload.Bytes);
    }

    [Fact]
    public void Text_becomes_UTF8_without_a_mark() => Assert.Equal([0xC3, 0xA4], SecretPayload.From("\u00e4").Bytes);

    [Fact]
    public void Bytes_are_wiped_when_it_is_disposed()
    {
        byte[] bytes = [1, 2, 3];
        SecretPayload payload = new(bytes);
        payload.Dispose();
        payload.Dispose();
        Assert.Equal([0, 0, 0], bytes);
    }

    [Fact]
    public void It_is_never_shown() => Assert.Equal("(secret)", SecretPayload.From("hunter2").ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1000)]
    public void A_made_value_has_the_length_asked_for_and_only_letters_and_digits(int length)
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        using SecretPayload payload = SecretGenerator.Make(length, random);
        Assert.Equal(length, payload.Bytes.Length);
        Assert.All(payload.Bytes, b => Assert.True(char.IsAsciiLetterOrDigit((char)b)));
    }

    [Fact]
    public void Each_character_is_equally_likely()
    {
        using CountingRandom random = new();
        string made = Encoding.ASCII.GetString(SecretGenerator.Make(248, random).Bytes);
        Assert.Equal(62, made.Distinct().Count());
        Assert.All(made.GroupBy(c => c), character => Assert.Equal(4, character.Count()));
    }

    /// <summary>Draws 0, 1, 2, ... 255, 0, ...: every byte equally often.</summary>
    private sealed class CountingRandom : RandomNumberGenerator
    {
        private byte _next;

        public override void GetBytes(byte[] data)
        {
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = _next++;
            }
        }
    }
}
