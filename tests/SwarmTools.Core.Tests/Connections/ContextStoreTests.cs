using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Connections;

/// <summary>Over real files, in docker's own layout.</summary>
public sealed class ContextStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swarmtools").FullName;
    private readonly ProcessEnvironment _environment = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_folder_means_no_contexts() => Assert.Empty(Store("missing").List());

    [Fact]
    public void A_context_is_found_by_the_digest_of_its_name()
    {
        Write("prod", """{"Name":"prod","Metadata":{"Description":"The real one"},"Endpoints":{"docker":{"Host":"tcp://prod:2376","SkipTLSVerify":true}}}""");
        WriteKey("prod", "ca.pem", "CA");
        StoredContext context = Store().Find("prod", "-Context");
        Assert.Equal(("prod", "The real one", "tcp://prod:2376", true), (context.Name, context.Description, context.Host, context.SkipTlsVerify));
        Assert.Equal(("CA", null, true), (context.CaPem, context.KeyPem, context.HasCertificates));
    }

    [Fact]
    public void A_context_of_docker_desktop_needs_no_description_and_no_certificates()
    {
        Write("desktop-linux", """{"Name":"desktop-linux","Metadata":{},"Endpoints":{"docker":{"Host":"npipe:////./pipe/dockerDesktopLinuxEngine","SkipTLSVerify":false}}}""");
        StoredContext context = Store().Find("desktop-linux", "");
        Assert.Equal(("", false, "npipe:////./pipe/dockerDesktopLinuxEngine"), (context.Description, context.HasCertificates, context.Host));
    }

    [Fact]
    public void The_list_is_sorted_by_name_and_shows_the_broken_ones()
    {
        Write("b", """{"Name":"b","Endpoints":{"docker":{"Host":"tcp://b"}}}""");
        Write("a", """{"Name":"a","Endpoints":{"kubernetes":{}}}""");
        Write("z", "{");
        IReadOnlyList<StoredContext> all = Store().List();
        string digest = FakeEnvironment.Digest("z");
        Assert.Equal(new[] { "a", "b", digest }.Order(StringComparer.Ordinal), all.Select(context => context.Name));
        Assert.Contains("damaged", all.Single(context => context.Name == digest).Error, StringComparison.Ordinal);
        Assert.Equal("it names no docker endpoint.", all.Single(context => context.Name == "a").Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"Name\":\"bad\",\"Metadata\":\"x\"}")]
    [InlineData("{\"Name\":\"bad\",\"Endpoints\":[]}")]
    [InlineData("{\"Name\":\"bad\",\"Endpoints\":{\"docker\":null}}")]
    [InlineData("{\"Name\":\"bad\",\"Endpoints\":{}}")]
    public void A_broken_context_cannot_be_used(string json)
    {
        Write("bad", json);
        Refused.With(ErrorId.ContextInvalid, ["The docker context 'bad' cannot be used"], () => Store().Find("bad", "-Context"));
    }

    [Fact]
    public void A_context_that_is_not_there_is_not_found() => Refused.With(
        ErrorId.ContextNotFound, ["'nope' (DOCKER_CONTEXT)", _folder], () => Store().Find("nope", "DOCKER_CONTEXT"));

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("{\"currentContext\":null}", "")]
    [InlineData("{\"currentContext\":7}", "")]
    [InlineData("{\"auths\":{},\"currentContext\":\"prod\"}", "prod")]
    [InlineData("{\"currentContext\":\"prod\",} // mine", "prod")]
    [InlineData("\uFEFF{\"currentContext\":\"prod\"}", "prod")]
    public void The_configuration_names_the_current_context(string? json, string expected)
    {
        if (json is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "config.json"), json);
        }

        Assert.Equal(expected, new DockerConfiguration(_environment, _folder).CurrentContext());
    }

    [Fact]
    public void A_broken_configuration_is_refused_with_its_path()
    {
        string path = Path.Combine(_folder, "config.json");
        File.WriteAllText(path, "{ \"currentContext\": ");
        Refused.With(ErrorId.ContextInvalid, [path, "is not JSON"], () => new DockerConfiguration(_environment, _folder).CurrentContext());
    }

    private ContextStore Store(string below = "") => new(_environment, new(_environment, Path.Combine(_folder, below)));

    private void Write(string name, string json) => WriteFile(json, "contexts", "meta", FakeEnvironment.Digest(name), "meta.json");

    private void WriteKey(string name, string file, string text) => WriteFile(text, "contexts", "tls", FakeEnvironment.Digest(name), "docker", file);

    private void WriteFile(string text, params string[] parts)
    {
        string path = Path.Combine([_folder, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
