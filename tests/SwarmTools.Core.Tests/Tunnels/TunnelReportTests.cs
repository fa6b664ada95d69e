using System.Security.Cryptography;
using System.Text;
using SwarmTools.Tunnels;

namespace SwarmTools.Core.Tests.Tunnels;

public class TunnelReportTests
{
    private readonly TunnelKey _key = new(RandomNumberGenerator.Create());

    [Fact]
    public void What_one_end_writes_the_other_reads()
    {
        byte[] bytes = new TunnelReport("done", "12 entries").Write(_key, "abc");
        Assert.Equal(TunnelReport.Size, bytes.Length);
        Assert.Equal(new TunnelReport("done", "12 entries"), TunnelReport.Read(bytes, _key, "abc"));
    }

    [Fact]
    public void One_of_another_key_or_of_other_bytes_or_with_other_words_is_none()
    {
        byte[] bytes = new TunnelReport("failed", "").Write(_key, "abc");
        Assert.Null(TunnelReport.Read(bytes, new(RandomNumberGenerator.Create()), "abc"));
        Assert.Null(TunnelReport.Read(bytes, _key, "abd"));
        bytes[0] = (byte)'d';
        Assert.Null(TunnelReport.Read(bytes, _key, "abc"));
    }

    [Fact]
    public void Words_of_a_task_drive_no_console() =>
        Assert.DoesNotContain("\u001b", TunnelReport.Read(new TunnelReport("failed", "\u001b[31mred").Write(_key, ""), _key, "")!.Detail);

    [Fact]
    public void The_secret_has_three_lines_and_shows_in_no_text()
    {
        using SwarmTools.Engine.SecretPayload payload = _key.ToPayload();
        string[] lines = Encoding.ASCII.GetString(payload.Bytes).Split('\n');
        Assert.Equal([64, 128, 128, 0], [lines[0].Length, lines[1].Length, lines[2].Length, lines[3].Length]);
        Assert.DoesNotContain(lines[0], payload.ToString() + _key);
    }
}
