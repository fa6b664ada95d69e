using System.Text;
using SwarmTools.Compose;

namespace SwarmTools.Core.Tests.Compose;

public sealed class ComposeEncodingTests
{
    private const string Text = "services: {\u00e9: \U0001F600}";

    [Fact]
    public void What_windows_powershell_writes_is_read()
    {
        foreach (Encoding encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(Text, ComposeEncoding.TextOf([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
        }

        Assert.Equal(Text, ComposeEncoding.TextOf(Encoding.UTF8.GetBytes(Text)));
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0xE9 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    public void Other_bytes_are_refused(byte[] bytes) => Assert.Throws<DecoderFallbackException>(() => ComposeEncoding.TextOf(bytes));
}
