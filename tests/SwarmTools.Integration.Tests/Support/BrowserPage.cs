using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>A page that a browser opened.</summary>
internal sealed class BrowserPage
{
    private readonly DevTools _tools;
    private readonly string _session;
    private readonly Uri _address;
    private readonly int _width;

    private BrowserPage(DevTools tools, string session, Uri address, int width) => (_tools, _session, _address, _width) = (tools, session, address, width);

    /// <summary>What the browser complains of: errors and warnings of the console, exceptions, what a policy forbade, and other issues.</summary>
    public IReadOnlyList<string> Complaints =>
    [
        .. Own("Runtime.exceptionThrown").Select(told => "exception: " + told["exceptionDetails"]!.ToJsonString()),
        .. Own("Runtime.consoleAPICalled").Where(told => (string?)told["type"] is "error" or "warning" or "assert").Select(told => "console: " + told["args"]!.ToJsonString()),
        .. Own("Log.entryAdded").Where(told => (string?)told["entry"]!["level"] is "error" or "warning").Select(told => "log: " + told["entry"]!.ToJsonString()),
        .. Own("Audits.issueAdded").Select(told => "issue: " + told["issue"]!.ToJsonString()),
    ];

    /// <summary>The addresses that were asked for, but the page's own and what is in it.</summary>
    public IReadOnlyList<string> OtherRequests =>
        [.. Own("Network.requestWillBeSent").Select(told => (string)told["request"]!["url"]!).Where(url => url != _address.AbsoluteUri && !url.StartsWith("data:", StringComparison.Ordinal))];

    /// <summary>How often it was loaded.</summary>
    public int Loads => Own("Page.loadEventFired").Count();

    public static async Task<BrowserPage> OpenAsync(DevTools tools, Uri address, int width, string media, string scheme)
    {
        JsonNode target = await tools.CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        JsonNode attached = await tools.CallAsync("Target.attachToTarget", new() { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true });
        BrowserPage page = new(tools, (string)attached["sessionId"]!, address, width);
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network", "Audits" })
        {
            await page.CallAsync(domain + ".enable");
        }

        await page.CallAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 500 });
        await page.CallAsync("Emulation.setEmulatedMedia", new() { ["media"] = media, ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });
        await page.CallAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri });
        await page.UntilLoadedAsync(1);
        return page;
    }

    /// <summary>Waits until it was loaded so often.</summary>
    public Task UntilLoadedAsync(int times) => Stage.UntilAsync(() => Task.FromResult(Loads >= times), () => $"loaded {Loads} times");

    /// <summary>The value of an expression of JavaScript.</summary>
    public async Task<JsonNode?> AskAsync(string expression)
    {
        JsonNode result = await CallAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true });
        Assert.True(result["exceptionDetails"] is null, result.ToJsonString());
        return result["result"]!["value"]?.DeepClone();
    }

    /// <summary>Several texts.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string expression) => [.. ((JsonArray)(await AskAsync(expression))!).Select(text => (string)text!)];

    /// <summary>Keeps a picture of all of it, as long as it is.</summary>
    public async Task KeepPictureAsync(string file)
    {
        double height = Math.Min(16000, (double)(await AskAsync("document.documentElement.scrollHeight"))!);
        JsonNode shot = await CallAsync("Page.captureScreenshot", new()
        {
            ["format"] = "png",
            ["captureBeyondViewport"] = true,
            ["clip"] = new JsonObject { ["x"] = 0, ["y"] = 0, ["width"] = _width, ["height"] = height, ["scale"] = 1 },
        });
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, Convert.FromBase64String((string)shot["data"]!));
    }

    private Task<JsonNode> CallAsync(string method, JsonObject? parameters = null) => _tools.CallAsync(method, parameters, _session);

    private IEnumerable<JsonNode> Own(string method) => _tools.Events.Where(told => (string?)told["sessionId"] == _session && (string?)told["method"] == method).Select(told => told["params"]!);
}
