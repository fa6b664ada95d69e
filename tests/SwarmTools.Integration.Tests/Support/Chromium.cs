using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using SwarmTools.Lab;

namespace SwarmTools.Integration;

/// <summary>A browser without a window, which looks at pages as a user's does.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = Prerequisites.Browser;

    private readonly Process _process;
    private readonly string _folder;
    private DevTools? _tools;

    private Chromium(Process process, string folder) => (_process, _folder) = (process, folder);

    public static async Task<Chromium> StartAsync()
    {
        Assert.True(File.Exists(Program), $"There is no '{Program}': install the package chromium.");
        string folder = Directory.CreateTempSubdirectory("swarmtools-chromium-").FullName;
        // Its sandbox refuses to run as root; what it opens is a file of this test.
        Chromium browser = new(Process.Start(new ProcessStartInfo(
            Program,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--hide-scrollbars", "--remote-debugging-port=0", "--user-data-dir=" + folder, "about:blank",
            ])
        {
            // It complains of the desktop that is not there.
            RedirectStandardError = true,
        })!, folder);
        browser._process.BeginErrorReadLine();
        try
        {
            browser._tools = await DevTools.ConnectAsync(await browser.AddressAsync());
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page in a window that is so wide, and waits until all of it is there.</summary>
    public Task<BrowserPage> OpenAsync(string path, int width, string media = "screen", string scheme = "light") => BrowserPage.OpenAsync(_tools!, new Uri(path), width, media, scheme);

    public async ValueTask DisposeAsync()
    {
        if (_tools is not null)
        {
            await _tools.DisposeAsync();
        }

        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The browser writes its port, then the path, where its files are.
    private async Task<Uri> AddressAsync()
    {
        string file = Path.Combine(_folder, "DevToolsActivePort");
        string[] lines = [];
        await Stage.UntilAsync(
            async () =>
            {
                lines = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
                return lines.Length >= 2;
            },
            "Chromium listens");
        return new($"ws://127.0.0.1:{lines[0]}{lines[1]}");
    }
}
