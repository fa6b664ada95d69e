using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>tcp with TLS, against an engine that asks for client certificates.</summary>
public sealed class TlsTests
{
    private const string ByFiles = "param($uri, $folder) Connect-Swarm $uri -CaCertificate $folder/ca.pem -ClientCertificate $folder/cert.pem -ClientKey $folder/key.pem";

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task The_right_certificates_open_the_engine_and_all_others_do_not(string engine)
    {
        await using TlsLab tls = await TlsLab.StartAsync(engine);

        AssertConnects(ByFiles + "; Add-SwarmSecret token -Generate 20", tls.Uri, tls.Certificates);
        using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(tls.FileOf("cert.pem"), tls.FileOf("key.pem"));
        AssertConnects("param($uri, $folder, $certificate) Connect-Swarm $uri -CaCertificate $folder/ca.pem -Certificate $certificate", tls.Uri, tls.Certificates, certificate);
        AssertConnects("param($uri, $folder) Connect-Swarm $uri -UseTls -SkipTlsVerify -ClientCertificate $folder/cert.pem -ClientKey $folder/key.pem", tls.Uri, tls.Certificates);

        AssertFails(ByFiles, tls.Uri, tls.Strangers);
        AssertFails("param($uri, $folder) Connect-Swarm $uri -CaCertificate $folder/ca.pem", tls.Uri, tls.Certificates);
        AssertFails(
            "param($uri, $folder, $strangers) Connect-Swarm $uri -CaCertificate $folder/ca.pem -ClientCertificate $strangers/cert.pem -ClientKey $strangers/key.pem",
            tls.Uri,
            tls.Certificates,
            tls.Strangers);
        AssertFails("param($uri, $folder) Connect-Swarm $uri -ClientCertificate $folder/cert.pem -ClientKey $folder/key.pem", tls.Uri, tls.Certificates);
        AssertFails("param($uri, $folder) Connect-Swarm $uri -CaCertificate $folder/absent.pem", tls.Uri, tls.Certificates);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_certificate_for_another_host_is_not_accepted(string engine)
    {
        await using TlsLab tls = await TlsLab.StartAsync(engine);
        await tls.ServeAsync("engine.example.org");

        AssertFails(ByFiles, tls.Uri, tls.Certificates);

        await tls.ServeAsync("10.77.255.254");
        AssertFails(ByFiles, tls.Uri, tls.Certificates);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task The_variables_of_docker_name_engine_and_certificates(string engine)
    {
        await using TlsLab tls = await TlsLab.StartAsync(engine);
        using Settings settings = new() { ["DOCKER_HOST"] = tls.Uri, ["DOCKER_TLS_VERIFY"] = "1", ["DOCKER_CERT_PATH"] = tls.Certificates };
        using ModuleSession session = new();

        ScriptResult result = session.Run("Connect-Swarm -PassThru; Get-SwarmNode");

        Assert.Empty(result.Errors);
        Assert.Equal("DockerHost", new Seen(result.Output[0]).Text("Source"));
        Assert.Equal(["m1"], result.Texts.Skip(1));
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_docker_context_brings_its_certificates(string engine)
    {
        await using TlsLab tls = await TlsLab.StartAsync(engine);
        using ContextFolder contexts = new(tls.Lab.Engine);
        await contexts.CreateAsync("safe", $"host={tls.Uri},ca={tls.FileOf("ca.pem")},cert={tls.FileOf("cert.pem")},key={tls.FileOf("key.pem")}");

        contexts.AssertOpens("safe");
    }

    private static void AssertConnects(string script, params object?[] arguments)
    {
        using ModuleSession session = new();
        ScriptResult result = session.Run(script + "; Get-SwarmNode", arguments);
        Assert.True(result.Errors.Count == 0, $"{script}: {string.Join(" | ", result.Errors)}");
        Assert.Equal("m1", result.Texts[^1]);
    }

    private static void AssertFails(string script, params object?[] arguments)
    {
        using ModuleSession session = new();
        ScriptResult result = session.Run(script, arguments);
        Assert.True(result.ErrorIds.SequenceEqual(["TlsFailed"]), $"{script}: {string.Join(" | ", result.Errors.Select(error => $"{error.FullyQualifiedErrorId} {error}"))}");
    }
}
