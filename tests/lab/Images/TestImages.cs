using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;

namespace SwarmTools.Lab;

/// <summary>The images of tests and of the demo.</summary>
public static class TestImages
{
    private const string StayUp = "echo started $VERSION; trap 'exit 0' TERM; httpd -p 80 -h /www; while :; do sleep 1 & wait $!; done";
    private const string Count = "trap 'exit 0' TERM; i=0; while :; do i=$((i+1)); echo line $i; echo err $i >&2; sleep 0.1 & wait $!; done";

    /// <summary>
    /// Writes swarmtools/test with the tags 1 and 2 (stay up), bad (exits with 1), sick (its health check fails), well (its
    /// health check passes) and log (writes to both streams ten times a second).
    /// </summary>
    /// <returns>The file.</returns>
    public static string WriteTests(string folder)
    {
        string file = Path.Combine(folder, "test-images.tar");
        new ImageArchive()
            .Image("swarmtools/test:1", ["sh", "-c", StayUp], ["VERSION=1"])
            .Image("swarmtools/test:2", ["sh", "-c", StayUp], ["VERSION=2"])
            .Image("swarmtools/test:bad", ["sh", "-c", "echo about to fail >&2; exit 1"])
            .Image("swarmtools/test:sick", ["sh", "-c", StayUp], ["VERSION=sick"], Health("false"))
            .Image("swarmtools/test:well", ["sh", "-c", StayUp], ["VERSION=well"], Health("true"))
            .Image("swarmtools/test:log", ["sh", "-c", Count])
            .Write(file);
        return file;
    }

    /// <summary>Writes swarmtools/test:openssl, which has openssl and curl beside busybox.</summary>
    /// <returns>The file.</returns>
    public static string WriteOpenSsl(string folder)
    {
        string file = Path.Combine(folder, "openssl-image.tar");
        new ImageArchive().Image("swarmtools/test:openssl", ["sh"], programs: ["/usr/bin/openssl", "/usr/bin/curl"]).Write(file);
        return file;
    }

    /// <summary>Writes swarmtools/guestbook with the tags 1 and 2.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="application">The folder examples/guestbook/app.</param>
    /// <returns>The file.</returns>
    public static string WriteGuestbook(string folder, string application)
    {
        string file = Path.Combine(folder, "guestbook-images.tar");
        ImageArchive archive = new();
        for (int version = 1; version <= 2; version++)
        {
            string text = version.ToString(CultureInfo.InvariantCulture);
            archive.Image("swarmtools/guestbook:" + text, ["/app/web.sh"], ["GUESTBOOK_VERSION=" + text], application: application);
        }

        archive.Write(file);
        return file;
    }

    private static JsonObject Health(string command) => new()
    {
        ["Test"] = new JsonArray("CMD-SHELL", command),
        ["Interval"] = 1_000_000_000,
        ["Timeout"] = 1_000_000_000,
        ["Retries"] = 2,
    };
}
