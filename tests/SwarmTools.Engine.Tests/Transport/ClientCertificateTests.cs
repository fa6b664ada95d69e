using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Engine.Transport;

namespace SwarmTools.Engine.Tests.Transport;

/// <summary>Servers of openssl, because .NET's own refuse a client without the alert that dockerd sends.</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-tls-").FullName;
    private readonly Authority _authority = new("lab");

    public static TheoryData<string> Versions => new("-tls1_2", "-tls1_3");

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public Task A_client_without_a_certificate_is_told_that_one_is_wanted(string version) => RefusedAsync(version, null, "wants a client certificate");

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_of_another_authority_is_told_so(string version)
    {
        using Authority stranger = new("stranger");
        using X509Certificate2 client = stranger.Client();
        await RefusedAsync(version, client, "another authority signed it");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_with_an_expired_certificate_is_told_so(string version)
    {
        using X509Certificate2 client = _authority.Client(daysLeft: -1);
        await RefusedAsync(version, client, "it has expired");
    }

    // dockerd's alerts as OpenSSL words them: in the handshake up to TLS 1.2, with the first answer from 1.3 on.
    [Theory]
    [InlineData("error:0A00045C:SSL routines::tlsv13 alert certificate required", "wants a client certificate")]
    [InlineData("error:0A000412:SSL routines::sslv3 alert bad certificate", "wants a client certificate")]
    [InlineData("error:0A000412:SSL routines::ssl/tls alert bad certificate", "wants a client certificate")]
    [InlineData("error:0A000410:SSL routines::sslv3 alert handshake failure", "broke off the handshake")]
    [InlineData("error:0A000418:SSL routines::tlsv1 alert unknown ca", "another authority signed it")]
    [InlineData("error:0A000415:SSL routines::sslv3 alert certificate expired", "it has expired")]
    [InlineData("error:0A00042E:SSL routines::tlsv1 alert protocol version", "neither TLS 1.2 nor 1.3")]
    public void An_alert_is_understood_in_the_handshake_and_after_it(string alert, string words)
    {
        SwarmEndpoint endpoint = new() { Scheme = SwarmEndpointScheme.Tls, HostName = "node1", Port = 2376 };
        InvalidOperationException inner = new("Decrypt failed.", new InvalidOperationException(alert));
        Refused.Check(ErrorId.TlsFailed, [words, "node1:2376"], TransportErrors.Handshake(endpoint, "", new AuthenticationException("x", inner)));
        Refused.Check(ErrorId.TlsFailed, [words, "node1:2376"], TransportErrors.Translate(new HttpRequestException("x", new IOException("x", inner)), endpoint, mayBeDone: false));
    }

    private async Task RefusedAsync(string version, X509Certificate2? client, string words)
    {
        string address = Nobody.Listens().Replace("tcp:", "https:", StringComparison.Ordinal);
        using X509Certificate2 certificate = _authority.Server();
        using Process server = Serve(certificate, new Uri(address).Authority, version);
        try
        {
            await ListensAsync(new Uri(address).Port);
            using DockerEngine engine = Connect.To(address, new TlsSettings
            {
                CaPem = _authority.Pem,
                CertificatePem = client?.ExportCertificatePem(),
                KeyPem = client?.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(),
            });
            SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => engine.PingAsync(Stop.Token).Soon());
            // Without a certificate, TLS 1.2 knows no alert of its own for that: openssl says "handshake failure".
            Assert.Equal(ErrorId.TlsFailed.Name, failure.ErrorId);
            Assert.Contains(failure.Message.Contains("broke off", StringComparison.Ordinal) ? "client certificate" : words, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
        }
    }

    private Process Serve(X509Certificate2 certificate, string address, string version)
    {
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), _authority.Pem);
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return Process.Start(new ProcessStartInfo(
            "openssl", $"s_server -quiet -accept {address} -cert cert.pem -key key.pem -CAfile ca.pem -Verify 1 -verify_return_error {version}")
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        })!;
    }

    private static async Task ListensAsync(int port)
    {
        for (int attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", port, Stop.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, Stop.Token);
            }
        }
    }
}
