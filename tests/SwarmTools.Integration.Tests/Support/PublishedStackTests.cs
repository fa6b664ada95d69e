using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>Tests that publish a stack of three services, with a secret, a config, a network of its own and a published port.</summary>
public abstract class PublishedStackTests(Labs labs) : SwarmTests(labs)
{
    protected const string Publish = "param($file, $name) Publish-SwarmStack -LiteralPath $file -Name $name -ResolveImage Never -Timeout 60s -AllowPlaintext";

    protected const string File =
        """
        services:
          db:
            image: swarmtools/test:1
            secrets: [pw]
            networks: [default, inner]
            deploy: {update_config: {monitor: 1s}}
          web:
            image: swarmtools/test:1
            secrets: [{source: pw, target: mine, mode: 0400}]
            configs: [motd]
            ports: ["18777:80"]
            depends_on: {db: {condition: service_healthy}}
            deploy: {update_config: {monitor: 1s}}
          worker:
            image: swarmtools/test:1
            deploy: {update_config: {monitor: 1s}}
        networks: {inner: {}}
        secrets: {pw: {file: pw.txt}}
        configs: {motd: {content: hello}}
        """;

    // It writes a word and ends.
    protected const string Bad = "entrypoint: [\"sh\", \"-c\", \"echo boom; exit 3\"]";

    protected static TemporaryFolder Folder()
    {
        TemporaryFolder folder = new();
        folder.Write("stack.yml", File);
        folder.Write("pw.txt", "one");
        return folder;
    }

    protected static System.Security.SecureString Secure(string value)
    {
        System.Security.SecureString secure = new();
        value.ToList().ForEach(secure.AppendChar);
        return secure;
    }

    protected static DateTime Time(JsonNode node) => DateTime.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);

    protected static async Task RemoveAsync(Stage stage, string name) => await stage.DoAsync("param($name) Remove-SwarmStack $name", name);

    protected static string Filter(string name) => "?filters=" + Uri.EscapeDataString($$"""{"label":["com.docker.stack.namespace={{name}}"]}""");

    protected static async Task<JsonObject> SpecsAsync(Stage stage, string name)
    {
        JsonObject specs = [];
        foreach (JsonNode? service in ((JsonArray)await stage.Raw.GetAsync("/services" + Filter(name))).OrderBy(service => (string)service!["Spec"]!["Name"]!, StringComparer.Ordinal))
        {
            specs[(string)service!["Spec"]!["Name"]!] = service["Spec"]!.DeepClone();
        }

        return specs;
    }

    // Versions of all, and the ids of tasks.
    protected static async Task<string> StateAsync(Stage stage, string name)
    {
        List<string> all = [];
        foreach (string kind in new[] { "services", "secrets", "configs" })
        {
            all.AddRange(((JsonArray)await stage.Raw.GetAsync($"/{kind}{Filter(name)}")).Select(item => (string)item!["ID"]! + item["Version"]!.ToJsonString()));
        }

        all.AddRange(((JsonArray)await stage.Raw.GetAsync("/tasks" + Filter(name))).Select(task => (string)task!["ID"]!));
        all.AddRange((await stage.Raw.GetAsync("/configs")).AsArray().Select(config => (string)config!["ID"]!));
        return string.Join('\n', all.Order(StringComparer.Ordinal));
    }

    protected static async Task<JsonArray> TasksAsync(Stage stage, string service) =>
        (JsonArray)await stage.Raw.GetAsync("/tasks?filters=" + Uri.EscapeDataString($$"""{"service":["{{service}}"]}"""));
}
