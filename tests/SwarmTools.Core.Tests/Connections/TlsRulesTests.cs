using System;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Connections;

public class TlsRulesTests
{
    private const string Home = "/home/me/.docker/";

    [Theory]
    [InlineData("tcp://h:2375", "Tcp", false)]
    [InlineData("tcp://h:2376", "Tls", true)]
    [InlineData("https://h:1", "Tls", true)]
    [InlineData("unix:///s", "Unix", false)]
    [InlineData("ssh://h:2376", "Ssh", false)]
    public void The_address_decides(string host, string scheme, bool tls)
    {
        ConnectionSettings settings = Resolve(new FakeEnvironment(), new() { HostUri = [host] });
        Assert.Equal((scheme, tls), (settings.Endpoints[0].Scheme.ToString(), settings.Tls is not null));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", true)] // As in docker: any text means yes.
    [InlineData("", false)]
    public void DOCKER_TLS_VERIFY_means_TLS(string value, bool tls) => Assert.Equal(
        tls, Resolve(new FakeEnvironment().With("DOCKER_TLS_VERIFY", value), new() { HostUri = ["tcp://h:2375"] }).Tls is not null);

    [Fact]
    public void DOCKER_TLS_VERIFY_leaves_sockets_alone() => Assert.Null(Resolve(new FakeEnvironment().With("DOCKER_TLS_VERIFY", "1"), new()).Tls);

    [Theory]
    [InlineData("unix:///s")]
    [InlineData("npipe:////./pipe/x")]
    [InlineData("ssh://h")]
    public void Parameters_of_TLS_are_refused_where_they_would_do_nothing(string host) => Refused.With(
        ErrorId.OptionInvalid, [host], () => Resolve(new FakeEnvironment(), new() { HostUri = [host], CaCertificatePath = "/c/ca.pem" }));

    [Fact]
    public void Any_certificate_parameter_means_TLS()
    {
        FakeEnvironment environment = new FakeEnvironment().WithFile("/c/ca.pem", "CA");
        TlsSettings tls = Resolve(environment, new() { HostUri = ["tcp://h:1"], CaCertificatePath = "/c/ca.pem" }).Tls!;
        Assert.Equal(("CA", null, null, false), (tls.CaPem, tls.CertificatePem, tls.KeyPem, tls.SkipVerify));
    }

    [Fact]
    public void Only_SkipTlsVerify_skips_verification()
    {
        Assert.True(Resolve(new FakeEnvironment(), new() { HostUri = ["tcp://h:2376"], SkipTlsVerify = true }).Tls!.SkipVerify);
        Assert.False(Resolve(new FakeEnvironment(), new() { HostUri = ["tcp://h:2376"], UseTls = true }).Tls!.SkipVerify);
    }

    [Fact]
    public void Certificates_are_taken_from_DOCKER_CERT_PATH()
    {
        FakeEnvironment environment = Certificates(new FakeEnvironment().With("DOCKER_CERT_PATH", "/certs"), "/certs/");
        TlsSettings tls = Resolve(environment, new() { HostUri = ["tcp://h:2376"] }).Tls!;
        Assert.Equal(("CA", "CERT", "KEY"), (tls.CaPem, tls.CertificatePem, tls.KeyPem));
    }

    [Fact]
    public void Certificates_are_taken_from_the_configuration_where_nothing_is_named()
    {
        TlsSettings tls = Resolve(Certificates(new FakeEnvironment(), Home), new() { HostUri = ["tcp://h:2376"] }).Tls!;
        Assert.Equal(("CA", "CERT", "KEY"), (tls.CaPem, tls.CertificatePem, tls.KeyPem));
    }

    [Fact]
    public void Named_files_are_not_mixed_with_those_of_the_configuration()
    {
        FakeEnvironment environment = Certificates(new FakeEnvironment(), Home).WithFile("/c/ca.pem", "MINE");
        TlsSettings tls = Resolve(environment, new() { HostUri = ["tcp://h:2376"], CaCertificatePath = "/c/ca.pem" }).Tls!;
        Assert.Equal(("MINE", null, null), (tls.CaPem, tls.CertificatePem, tls.KeyPem));
    }

    [Fact]
    public void A_named_file_must_exist() => Refused.With(
        ErrorId.TlsFailed, ["'/no/ca.pem' does not exist"], () => Resolve(new FakeEnvironment(), new() { HostUri = ["tcp://h:1"], CaCertificatePath = "/no/ca.pem" }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_certificate_needs_its_key(bool certificate)
    {
        FakeEnvironment environment = Certificates(new FakeEnvironment(), "/c/");
        ConnectionRequest request = certificate
            ? new() { HostUri = ["tcp://h:1"], ClientCertificatePath = "/c/cert.pem" }
            : new() { HostUri = ["tcp://h:1"], CaCertificatePath = "/c/ca.pem", ClientKeyPath = "/c/key.pem" };
        Refused.With(ErrorId.TlsFailed, ["needs its key", "-ClientKey"], () => Resolve(environment, request));
    }

    [Fact]
    public void A_context_brings_its_certificates()
    {
        FakeEnvironment environment = new FakeEnvironment().WithContext("prod", "tcp://h:1", true, ("ca.pem", "CA"), ("cert.pem", "CERT"), ("key.pem", "KEY"));
        ConnectionSettings settings = Resolve(environment, new() { Context = "prod" });
        Assert.Equal(SwarmEndpointScheme.Tls, settings.Endpoints[0].Scheme);
        Assert.Equal(("CA", "CERT", "KEY", true), (settings.Tls!.CaPem, settings.Tls.CertificatePem, settings.Tls.KeyPem, settings.Tls.SkipVerify));
    }

    [Fact]
    public void Named_files_win_over_those_of_a_context()
    {
        FakeEnvironment environment = Certificates(new FakeEnvironment(), "/c/").WithContext("prod", "tcp://h:1", false, ("ca.pem", "OLD"));
        ConnectionRequest request = new() { Context = "prod", CaCertificatePath = "/c/ca.pem", ClientCertificatePath = "/c/cert.pem", ClientKeyPath = "/c/key.pem" };
        TlsSettings tls = Resolve(environment, request).Tls!;
        Assert.Equal(("CA", "CERT", "KEY"), (tls.CaPem, tls.CertificatePem, tls.KeyPem));
    }

    [Fact]
    public void A_context_with_a_certificate_and_no_key_is_refused() => Refused.With(
        ErrorId.TlsFailed,
        ["needs its key"],
        () => Resolve(new FakeEnvironment().WithContext("prod", "tcp://h:1", false, ("cert.pem", "CERT")), new() { Context = "prod" }));

    [Theory]
    [InlineData("tcp://host:2375", true)]
    [InlineData("tcp://localhost:2375", false)]
    [InlineData("tcp://127.0.0.1:2375", false)]
    [InlineData("tcp://[::1]:2375", false)]
    [InlineData("tcp://localhost.evil.example:2375", true)]
    [InlineData("tcp://host:2376", false)]
    [InlineData("ssh://host", false)]
    public void Plain_tcp_off_this_machine_can_be_read(string host, bool expected) =>
        Assert.Equal(expected, Resolve(new FakeEnvironment(), new() { HostUri = [host] }).IsReadableOnTheWay);

    [Fact]
    public void Keys_show_in_no_text()
    {
        TlsSettings tls = new() { CaPem = "CA", CertificatePem = "CERT", KeyPem = "KEY" };
        ConnectionSettings settings = new() { Name = "x", Tls = tls };
        Assert.Equal("TLS", tls.ToString());
        Assert.DoesNotContain("KEY", settings.ToString() + settings.PoolKey, StringComparison.Ordinal);
        Assert.NotEqual(settings.PoolKey, (settings with { Tls = tls with { CertificatePem = "OTHER" } }).PoolKey);
        Assert.NotEqual(settings.PoolKey, (settings with { Tls = tls with { SkipVerify = true } }).PoolKey);
        Assert.Equal(settings.PoolKey, (settings with { Tls = tls with { KeyPem = "OTHER" } }).PoolKey);
        Assert.NotEqual(settings.PoolKey, (settings with { Tls = null }).PoolKey);
    }

    private static FakeEnvironment Certificates(FakeEnvironment environment, string folder) =>
        environment.WithFile(folder + "ca.pem", "CA").WithFile(folder + "cert.pem", "CERT").WithFile(folder + "key.pem", "KEY");

    private static ConnectionSettings Resolve(FakeEnvironment environment, ConnectionRequest request) => EndpointResolver.Resolve(request, environment);
}
