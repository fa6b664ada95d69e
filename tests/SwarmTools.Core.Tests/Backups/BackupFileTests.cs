using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Backups;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;

namespace SwarmTools.Core.Tests.Backups;

/// <summary>What a backup holds, what it does not, and what of a file is refused.</summary>
public sealed class BackupFileTests : BackupTests
{
    [Fact]
    public void A_file_that_is_read_and_written_again_is_the_same()
    {
        byte[] first = BackupWriter.Write(Made(Revision()));

        Assert.Equal(Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(BackupWriter.Write(BackupParser.Read(first, "b.json"))));
        Assert.DoesNotContain("\r", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_keeps_all_its_fields_and_has_names_for_ids()
    {
        string text = Text(Made());

        JsonObject spec = Read(Made()).Services.Single();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"Deep":[1,{"b":2,"a":1}]}"""), spec["Invented"]));
        Assert.Equal("net", (string?)spec["TaskTemplate"]!["Networks"]![0]!["Target"]);
        Assert.Equal("conf", (string?)spec["TaskTemplate"]!["ContainerSpec"]!["Privileges"]!["CredentialSpec"]!["Config"]);
        Assert.All(new[] { "net-swarm-id", "key-id", "conf-id", "web-id" }, id => Assert.DoesNotContain(id, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Networks_of_clients_before_API_1_25_are_named_too()
    {
        JsonObject old = new() { ["Name"] = "old", ["Networks"] = new JsonArray(new JsonObject { ["Target"] = "net-swarm-id" }) };

        JsonObject named = new BackupNames(Seen().Observed).Of(old);

        Assert.Equal("net", (string?)named["TaskTemplate"]!["Networks"]![0]!["Target"]);
        Assert.Null(named["Networks"]);
    }

    [Fact]
    public void No_key_and_no_certificate_of_the_swarm_is_in_it() => Assert.DoesNotContain(Planted, Text(Made()), StringComparison.Ordinal);

    [Fact]
    public void What_is_text_is_text_and_what_is_not_is_Base64()
    {
        string text = Text(Made(new SwarmConfig { Name = "raw", Id = "raw-id", Data = [0, 255] }, new SwarmConfig { Name = "escape", Id = "e-id", Data = "\e[2J"u8.ToArray() }));

        Assert.Contains("\"Text\": \"hello\\né\"", text, StringComparison.Ordinal);
        Assert.Contains("\"Data\": \"AP8=\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);
    }

    [Fact]
    public void Equal_swarms_give_equal_texts_however_an_engine_orders_them()
    {
        SeenSwarm seen = Seen(new SwarmConfig { Name = "b", Id = "b-id", Data = [1] }, new SwarmConfig { Name = "a", Id = "a-id", Data = [1] });

        SeenSwarm turned = seen with { Observed = seen.Observed with { Configs = [.. seen.Observed.Configs.Reverse()] } };

        Assert.Equal(Text(new BackupMaker(seen).Make(A.Noon)), Text(new BackupMaker(turned).Make(A.Noon)));
    }

    [Fact]
    public void A_kept_revision_is_unpacked_and_waits_for_the_id_of_its_service()
    {
        BackupRevision revision = Read(Made(Revision())).Revisions.Single();

        Assert.Equal("web", BackupRevisions.ServiceOf(revision.Document));
        Assert.Equal("net", (string?)revision.Document["Spec"]!["TaskTemplate"]!["Networks"]![0]!["Target"]);
        Assert.Null(BackupRevisions.ServiceOf(Made(Revision("gone-id")).Revisions.Single().Document));
    }

    [Fact]
    public void What_only_looks_like_a_revision_is_a_config_as_any_other() =>
        Assert.Contains("odd", Made(new SwarmConfig { Name = "odd", Id = "odd-id", Labels = Pairs(SwarmConfig.RevisionLabel, "web"), Data = PackedJson.Pack([]) }).Configs.Select(config => config.Name));

    [Theory]
    [InlineData("", "It is no JSON in line 1.")]
    [InlineData("{}", "It is no backup of a swarm.")]
    [InlineData("[1]", "It is no object.")]
    [InlineData("{\"swarmBackup\": 1,\n \"x", "It is no JSON in line 2.")]
    [InlineData("""{"swarmBackup":2}""", "It has form 2, and this version of SwarmTools reads form 1. A newer one reads it.")]
    [InlineData("""{"swarmBackup":"1"}""", "swarmBackup is no whole number.")]
    [InlineData("""{"swarmBackup":1,"swarmBackup":1}""", "It has an object with two fields of one name.")]
    [InlineData("""{"swarmBackup":1,"x":"\ud800"}""", "It has a text that is half of a character.")]
    [InlineData("""{"swarmBackup":1,"api":"1.51"}""", "createdAt is missing.")]
    [InlineData("""{"swarmBackup":1,"createdAt":"2026-01-01","api":"x"}""", "api is no version.")]
    public void A_file_that_is_no_backup_is_refused_with_what_is_wrong(string text, string why) => RequireRefused(text, why);

    [Theory]
    [InlineData("networks", """[{"Name":"n","Driver":"overlay","IPAM":{"Config":{}}}]""", "networks[0].IPAM.Config is no list.")]
    [InlineData("networks", """[{"Name":"a","Driver":"overlay","Ingress":true},{"Name":"b","Driver":"overlay","Ingress":true}]""", "networks has more than one routing mesh.")]
    [InlineData("networks", """[{"Driver":"overlay"}]""", "networks[0].Name is missing.")]
    [InlineData("secrets", """[{"Name":"a"},{"Name":"a"}]""", "secrets[1].Name is 'a', as that of another one.")]
    [InlineData("secrets", """[{"Name":"a","Labels":{"x":1}}]""", "secrets[0].Labels.x is no text.")]
    [InlineData("configs", """[{"Name":"a","Data":"%"}]""", "configs[0].Data is not in Base64.")]
    [InlineData("configs", """[{"Name":"a"}]""", "The data of the config 'a' has 0 bytes")]
    [InlineData("services", """[{"Name":"../a"}]""", "'../a' cannot name a service")]
    [InlineData("services", """[{"Name":"a","TaskTemplate":{"Networks":[{"Target":5}]}}]""", "services[0].TaskTemplate.Networks[0].Target is no text.")]
    [InlineData("services", """[{"Name":"a","TaskTemplate":{"ContainerSpec":{"Secrets":[null]}}}]""", "services[0].TaskTemplate.ContainerSpec.Secrets[0].SecretName is missing.")]
    [InlineData("services", """[{"Name":"a","UpdateConfig":{"MaxFailureRatio":true}}]""", "services[0].UpdateConfig.MaxFailureRatio is no number.")]
    [InlineData("services", """[{"Name":"a","EndpointSpec":{"Ports":[{"PublishedPort":8.5}]}}]""", "services[0].EndpointSpec.Ports[0].PublishedPort is no whole number.")]
    [InlineData("services", "[[]]", "services[0] is no object.")]
    [InlineData("revisions", """[{"Name":"r","Document":{}}]""", "revisions[0].Document.Spec.Name is missing.")]
    [InlineData("nodes", """[{"id":"1","hostname":"\u001b[2J","labels":[]}]""", "nodes[0].labels is no object.")]
    public void What_was_changed_by_hand_is_told_with_its_place(string section, string value, string why) =>
        RequireRefused("""{"swarmBackup":1,"createdAt":"2026-01-01","api":"1.51","SECTION":VALUE}""".Replace("SECTION", section, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal), why);

    [Fact]
    public void A_file_as_deep_as_no_spec_is_refused() =>
        RequireRefused("""{"swarmBackup":1,"x":""" + new string('[', 5000) + new string(']', 5000) + "}", "It is no JSON in line 1.");

    [Fact]
    public void A_file_with_nothing_but_its_form_is_an_empty_swarm() =>
        Assert.Empty(BackupParser.Read("""{"swarmBackup":1,"createdAt":"2026-01-01","api":"1.41"}"""u8.ToArray(), "b.json").Services);

    [Fact]
    public void What_a_backup_cannot_hold_is_told()
    {
        SeenSwarm seen = Seen();
        JsonObject more = (JsonObject)JsonNode.Parse(Web)!;
        more["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Mounts"] = JsonNode.Parse("""[{"Type":"volume","Source":"data","Target":"/d","VolumeOptions":{"DriverConfig":{"Name":"nfs"}}}]""");
        more["UpdateStatus"] = JsonNode.Parse("""{"State":"updating"}""");
        seen = seen with { Observed = seen.Observed with { Services = [A.Service(more)], Networks = [.. seen.Observed.Networks, new() { Name = "mine", Id = "m", Scope = "local" }, new() { Name = "docker_gwbridge", Id = "g", Scope = "local" }] } };

        string told = string.Join('\n', BackupWarnings.Of(new BackupMaker(seen).Make(A.Noon), seen));

        Assert.Contains("Services mount 'data'.", told, StringComparison.Ordinal);
        Assert.Contains("has for itself are not in the backup: 'mine'.", told, StringComparison.Ordinal);
        Assert.Contains("It needs 'nfs' on the nodes", told, StringComparison.Ordinal);
        Assert.Contains("'https://ca'", told, StringComparison.Ordinal);
        Assert.Contains("what it is to bring of 'web'", told, StringComparison.Ordinal);
        Assert.Contains("may hold passwords", told, StringComparison.Ordinal);
    }

    private static string Text(Backup backup) => Encoding.UTF8.GetString(BackupWriter.Write(backup));

    private static void RequireRefused(string text, string why)
    {
        SwarmException refused = Assert.Throws<SwarmException>(() => BackupParser.Read(Encoding.UTF8.GetBytes(text), "b.json"));
        Assert.Equal("BackupInvalid", refused.ErrorId);
        Assert.StartsWith("'b.json' cannot be restored: " + why, refused.Message, StringComparison.Ordinal);
    }
}
