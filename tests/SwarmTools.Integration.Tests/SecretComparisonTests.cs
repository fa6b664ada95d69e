using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>What engines say to an update of a secret: that tells whether it has a value, without a write.</summary>
public sealed class SecretComparisonTests(Labs labs) : SwarmTests(labs)
{
    private static readonly byte[] s_binary = [0, 255, 10, 13, 0, 128];

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Version_0_compares_the_value_and_writes_nothing(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string text, string binary) = (stage.Name("text"), stage.Name("binary"));
        await stage.DoAsync("param($name, $data) Add-SwarmSecret $name -Bytes $data -Label a=1 -TemplateDriver golang -AllowPlaintext", text, Encoding.UTF8.GetBytes("pass word"));
        await stage.DoAsync("param($name, $data) Add-SwarmSecret $name -Bytes $data -AllowPlaintext", binary, s_binary);
        JsonNode before = await stage.InspectAsync("secret", text);

        foreach ((string name, byte[] value, string expected) in new (string, byte[], string)[]
        {
            (text, Encoding.UTF8.GetBytes("pass word"), "update out of sequence"),
            (text, Encoding.UTF8.GetBytes("pass wor"), "only updates to Labels are allowed"),
            (text, Encoding.UTF8.GetBytes("pass word\n"), "only updates to Labels are allowed"),
            (text, Encoding.UTF8.GetBytes("Pass word"), "only updates to Labels are allowed"),
            (binary, s_binary, "update out of sequence"),
            (binary, [.. s_binary.Take(1)], "only updates to Labels are allowed"),
            (binary, [.. s_binary, 0], "only updates to Labels are allowed"),
        })
        {
            JsonNode secret = await stage.InspectAsync("secret", name);
            secret["Spec"]!["Data"] = Convert.ToBase64String(value);
            string answer = await stage.Raw.TryPostAsync($"/secrets/{(string)secret["ID"]!}/update?version=0", secret["Spec"]!.ToJsonString());
            Assert.Contains(expected, answer, StringComparison.Ordinal);
        }

        JsonNode after = await stage.InspectAsync("secret", text);
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task New_labels_leave_the_value_as_it_is(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret) = (stage.Name("web"), stage.Name("key"));
        await stage.DoAsync("param($name, $data) Add-SwarmSecret $name -Bytes $data -Label a=1 -TemplateDriver golang -AllowPlaintext", secret, Encoding.UTF8.GetBytes("as it was"));
        JsonNode before = await stage.InspectAsync("secret", secret);
        string path = $"/secrets/{(string)before["ID"]!}/update?version=";
        JsonObject spec = (JsonObject)before["Spec"]!.DeepClone();
        spec["Labels"] = new JsonObject { ["b"] = "2" };

        Assert.Equal("", await stage.Raw.TryPostAsync(path + (long)before["Version"]!["Index"]!, spec.ToJsonString()));

        JsonNode after = await stage.InspectAsync("secret", secret);
        Assert.Equal(spec.ToJsonString(), after["Spec"]!.ToJsonString());
        spec["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("as it was"));
        Assert.Contains("update out of sequence", await stage.Raw.TryPostAsync(path + "0", spec.ToJsonString()), StringComparison.Ordinal);
        await stage.DoAsync("param($secret) Set-SwarmSecret $secret -AddLabel c=3 -RemoveLabel b", secret);
        Assert.Equal("""{"c":"3"}""", (await stage.InspectAsync("secret", secret))["Spec"]!["Labels"]!.ToJsonString());
        await stage.DoAsync("param($name, $secret) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Secret $secret -UpdateMonitor 100ms", name, secret);
        Assert.Equal("as it was", await stage.DockerAsync("exec", await stage.ContainerAsync(name), "cat", "/run/secrets/" + secret));
    }
}
