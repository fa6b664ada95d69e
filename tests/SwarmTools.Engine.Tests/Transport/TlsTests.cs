using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Engine.Transport;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Transport;

public sealed class TlsTests : IDisposable
{
    private readonly Authority _authority = new("lab");
    private readonly Authority _stranger = new("lab");

    private TlsSettings Trusting => new() { CaPem = _authority.Pem };

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_sides_know_each_other(SslProtocols protocol)
    {
        await using FakeEngine fake = await Secured(_authority.Server(), protocol, wantsClient: true);
        using X509Certificate2 client = _authority.Client();
        using DockerEngine engine = Connect.To(fake.HostUri, With(client));
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token)).HostName);
        using DockerEngine ofStore = Connect.To(fake.HostUri, Trusting with { Certificate = client });
        Assert.Equal("node1", (await ofStore.InfoAsync(Stop.Token)).HostName);
    }

    [Fact]
    public async Task A_server_alone_is_verified_by_its_authority()
    {
        await using FakeEngine fake = await Secured(_authority.Server());
        using DockerEngine engine = Connect.To(fake.HostUri, Trusting with { CaPem = _stranger.Pem + "\n" + _authority.Pem });
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token)).HostName);
        using DockerEngine byName = Connect.To(fake.HostUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), Trusting);
        Assert.Equal("node1", (await byName.InfoAsync(Stop.Token)).HostName);
    }

    [Fact]
    public async Task A_feed_is_encrypted_too()
    {
        await using FakeEngine fake = await Secured(_authority.Server());
        fake.Answer("GET", "/tasks/t1/logs", async (_, context) =>
        {
            await context.Response.WriteAsync("2026-01-02T03:04:05.000000000Z one\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await context.Response.WriteAsync("2026-01-02T03:04:05.000000000Z two\n", context.RequestAborted);
        });
        using DockerEngine engine = Connect.To(fake.HostUri, Trusting);
        using IFeedReader<LogLine> log = await engine.OpenLogAsync(new() { Id = "t1", IsTask = true, Tty = true }, Stop.Token).Soon();
        List<string> lines = [];
        while (await log.ReadAsync(Stop.Token).Soon() is { } batch)
        {
            lines.AddRange(batch.Select(line => line.Message));
        }

        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public async Task A_server_that_says_nothing_can_be_given_up()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using DockerEngine engine = Connect.To("tcp://" + silent.LocalEndpoint, Trusting);
        using CancellationTokenSource stop = new();
        Task<IFeedReader<LogLine>> opening = engine.OpenLogAsync(new() { Id = "t1", IsTask = true }, stop.Token);
        using TcpClient asked = await silent.AcceptTcpClientAsync(Stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.Soon());
    }

    [Fact]
    public async Task Another_authority_is_refused_although_it_has_the_same_name()
    {
        await using FakeEngine fake = await Secured(_stranger.Server());
        await RefusedAsync(fake, Trusting, "not signed by the authority that was given");
    }

    [Fact]
    public async Task An_authority_that_the_machine_does_not_know_is_refused()
    {
        await using FakeEngine fake = await Secured(_authority.Server());
        await RefusedAsync(fake, new(), "signed by no authority that this machine trusts");
    }

    [Fact]
    public async Task A_wrong_host_name_is_refused()
    {
        await using FakeEngine fake = await Secured(_authority.Server("other.lab"));
        await RefusedAsync(fake, Trusting, "not for '127.0.0.1' but for 'other.lab'");
    }

    [Fact]
    public async Task An_expired_certificate_is_refused()
    {
        await using FakeEngine fake = await Secured(_authority.Server(daysLeft: -1));
        await RefusedAsync(fake, Trusting, "valid only from");
    }

    [Fact]
    public void A_clients_certificate_does_not_make_an_engine()
    {
        using X509Certificate2 client = _authority.Client();
        using X509Certificate2 server = _authority.Server();
        using X509Chain chain = new();
        Assert.Contains("its certificate is refused", Refusal(client), StringComparison.Ordinal);
        Assert.Equal("", Refusal(server));

        string Refusal(X509Certificate2 shown) => ServerCheck.Refusal(
            shown, chain, SslPolicyErrors.RemoteCertificateChainErrors, [_authority.Certificate], "127.0.0.1");
    }

    [Fact]
    public async Task Verification_is_skipped_only_on_request()
    {
        await using FakeEngine fake = await Secured(_stranger.Server("other.lab", daysLeft: -1));
        using DockerEngine engine = Connect.To(fake.HostUri, new TlsSettings { SkipVerify = true });
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token)).HostName);
    }

    [Fact]
    public async Task A_port_without_tls_is_recognised()
    {
        await using FakeEngine plain = await FakeEngine.StartAsync();
        using DockerEngine engine = Connect.To(plain.HostUri.Replace("tcp:", "https:", StringComparison.Ordinal), Trusting);
        await Refused.WithAsync(ErrorId.TlsFailed, ["does not speak TLS"], () => engine.PingAsync(Stop.Token).Soon());
    }

    [Fact]
    public async Task A_port_with_tls_is_recognised_by_what_dockerd_answers()
    {
        using TcpListener listener = Nobody.Says(
            "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n", out string address);
        using DockerEngine engine = Connect.To(address);
        await Refused.WithAsync(ErrorId.TlsFailed, [address, "wants TLS"], () => engine.PingAsync(Stop.Token).Soon());
    }

    [Fact]
    public async Task Who_speaks_no_tls_to_an_engine_that_only_hangs_up_is_told_where()
    {
        await using FakeEngine fake = await Secured(_authority.Server());
        using DockerEngine engine = Connect.To(fake.HostUri.Replace("https:", "tcp:", StringComparison.Ordinal));
        await Refused.WithAsync(ErrorId.EngineUnreachable, [fake.HostUri["https://".Length..]], () => engine.PingAsync(Stop.Token).Soon());
    }

    [Theory]
    [InlineData("", "", "", "holds no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "", "", "cannot be read")]
    [InlineData(null, "no", "no", "client certificate and its key")]
    public async Task Files_that_cannot_be_used_are_named(string? authority, string certificate, string key, string words)
    {
        TlsSettings settings = new() { CaPem = authority, CertificatePem = certificate.Length > 0 ? certificate : null, KeyPem = key.Length > 0 ? key : null };
        using DockerEngine engine = Connect.To("https://127.0.0.1:1", settings);
        await Refused.WithAsync(ErrorId.TlsFailed, [words], () => engine.PingAsync(Stop.Token));
    }

    [Fact]
    public async Task A_key_of_another_certificate_is_refused_and_not_shown()
    {
        using X509Certificate2 one = _authority.Client();
        using X509Certificate2 other = _authority.Client();
        string key = other.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        using DockerEngine engine = Connect.To("https://127.0.0.1:1", Trusting with { CertificatePem = one.ExportCertificatePem(), KeyPem = key });
        SwarmException failure = await Refused.WithAsync(ErrorId.TlsFailed, ["belong together"], () => engine.PingAsync(Stop.Token));
        Assert.DoesNotContain(key.Split('\n')[1], failure.ToString(), StringComparison.Ordinal);
    }

    private TlsSettings With(X509Certificate2 client) => Trusting with
    {
        CertificatePem = client.ExportCertificatePem(), KeyPem = client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(),
    };

    private static async Task RefusedAsync(FakeEngine fake, TlsSettings settings, string words)
    {
        using DockerEngine engine = Connect.To(fake.HostUri, settings);
        await Refused.WithAsync(ErrorId.TlsFailed, [words, fake.HostUri["https://".Length..]], () => engine.PingAsync(Stop.Token).Soon());
        Assert.Empty(fake.Requests);
    }

    private async Task<FakeEngine> Secured(X509Certificate2 certificate, SslProtocols protocol = SslProtocols.None, bool wantsClient = false) =>
        await FakeEngine.StartAsync(listen: options => options.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificate,
            SslProtocols = protocol,
            ClientCertificateMode = wantsClient ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate,
            ClientCertificateValidation = (shown, _, _) =>
            {
                using X509Chain chain = new();
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.Add(_authority.Certificate);
                return chain.Build(shown);
            },
        }));
}
