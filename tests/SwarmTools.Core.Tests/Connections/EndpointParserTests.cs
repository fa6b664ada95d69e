using System;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Connections;

public class EndpointParserTests
{
    [Theory]
    [InlineData("npipe:////./pipe/docker_engine", "NamedPipe host= path=docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData("npipe://./pipe/docker_engine", "NamedPipe host= path=docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData("NPIPE:////./PIPE/x", "NamedPipe host= path=x", "npipe:////./pipe/x")]
    [InlineData("npipe:////server/pipe/a/b", "NamedPipe host=server path=a/b", "npipe:////server/pipe/a/b")]
    [InlineData(@"\\.\pipe\docker_engine", "NamedPipe host= path=docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData("unix:///var/run/docker.sock", "Unix host= path=/var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("/var/run/docker.sock", "Unix host= path=/var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData(" unix:///a b.sock ", "Unix host= path=/a b.sock", "unix:///a b.sock")]
    [InlineData("tcp://host:2375", "Tcp host=host port=2375", "tcp://host:2375")]
    [InlineData("tcp://host", "Tcp host=host", "tcp://host")]
    [InlineData("tcp://host:2376/", "Tcp host=host port=2376", "tcp://host:2376")]
    [InlineData("host:2375", "Tcp host=host port=2375", "tcp://host:2375")]
    [InlineData("http://host:80", "Tcp host=host port=80", "tcp://host:80")]
    [InlineData("https://host:443", "Tls host=host port=443", "tcp://host:443")]
    [InlineData("tcp://10.0.0.1:2375", "Tcp host=10.0.0.1 port=2375", "tcp://10.0.0.1:2375")]
    [InlineData("tcp://[::1]:2375", "Tcp host=::1 port=2375", "tcp://[::1]:2375")]
    [InlineData("tcp://[2001:db8::2]", "Tcp host=2001:db8::2", "tcp://[2001:db8::2]")]
    [InlineData("[fe80::1%eth0]:2375", "Tcp host=fe80::1%eth0 port=2375", "tcp://[fe80::1%eth0]:2375")]
    [InlineData("ssh://host", "Ssh host=host", "ssh://host")]
    [InlineData("ssh://me@host:2222", "Ssh user=me host=host port=2222", "ssh://me@host:2222")]
    [InlineData("ssh://me@host/run/docker.sock", "Ssh user=me host=host path=/run/docker.sock", "ssh://me@host/run/docker.sock")]
    [InlineData("ssh://me@host/", "Ssh user=me host=host", "ssh://me@host")]
    [InlineData("ssh://me@[::1]:22", "Ssh user=me host=::1 port=22", "ssh://me@[::1]:22")]
    public void An_address_is_read_and_written_as_DOCKER_HOST_takes_it(string text, string parts, string written)
    {
        SwarmEndpoint endpoint = EndpointParser.Parse(text, "-HostUri");
        Assert.Equal(parts, Shown(endpoint));
        Assert.Equal(written, endpoint.ToString());
    }

    [Theory]
    [InlineData("", "it has no scheme")]
    [InlineData("prod", "For a docker context use -Context")]
    [InlineData("ftp://host", "the scheme 'ftp' is not known")]
    [InlineData("fd://", "the scheme 'fd' is not known")]
    [InlineData("unix://", "a socket needs an absolute path")]
    [InlineData("unix://relative.sock", "a socket needs an absolute path")]
    [InlineData("/", "a socket needs an absolute path")]
    [InlineData("npipe:////./pipe/", "a pipe is written")]
    [InlineData("npipe:////./mail/x", "a pipe is written")]
    [InlineData("npipe://x", "a pipe is written")]
    [InlineData("npipe:////-o/pipe/x", "'-o' cannot be a host")]
    [InlineData("tcp://", "the host is missing")]
    [InlineData("tcp://:2375", "the host is missing")]
    [InlineData("tcp://[]:2375", "the host is missing")]
    [InlineData("tcp://host:", "the port is missing")]
    [InlineData("tcp://host:0", "'0' is not a port")]
    [InlineData("tcp://host:65536", "'65536' is not a port")]
    [InlineData("tcp://host:x", "'x' is not a port")]
    [InlineData("tcp://::1:2375", "in brackets")]
    [InlineData("tcp://[::1:2375", "in brackets")]
    [InlineData("tcp://]:2375", "']' cannot be a host")]
    [InlineData("tcp://a b:2375", "'a b' cannot be a host")]
    [InlineData("tcp://host/path", "'host/path' cannot be a host")]
    [InlineData("tcp://host?x=1", "cannot be a host")]
    [InlineData("tcp://me@host:2375", "a user or password is not sent over tcp")]
    [InlineData("C:\\docker", "is not a port")]
    public void Another_is_refused(string text, string why) =>
        Refused.With(ErrorId.EndpointInvalid, [$"'{text}' (DOCKER_HOST)", why, "Accepted are npipe:////./pipe/NAME"], () => EndpointParser.Parse(text, "DOCKER_HOST"));

    [Theory]
    [InlineData("ssh://-oProxyCommand=touch${IFS}x@host", "cannot be a user")]
    [InlineData("ssh://-oProxyCommand=x", "cannot be a host")]
    [InlineData("ssh://me@-oProxyCommand=x", "cannot be a host")]
    [InlineData("ssh://-@host", "cannot be a user")]
    [InlineData("ssh://@host", "the user is missing")]
    [InlineData("ssh://", "the host is missing")]
    [InlineData("ssh://me@", "the host is missing")]
    [InlineData("ssh://a b@host", "cannot be a user")]
    [InlineData("ssh://me@ho st", "cannot be a host")]
    [InlineData("ssh://me@host\nx", "cannot be a host")]
    [InlineData("ssh://me@host\u0007", "cannot be a host")]
    [InlineData("ssh://me@`id`", "cannot be a host")]
    [InlineData("ssh://me@$(id)", "cannot be a host")]
    [InlineData("ssh://me;id@host", "cannot be a user")]
    [InlineData("ssh://me@host:-1", "is not a port")]
    [InlineData("ssh://me@host?x", "cannot be a host")]
    [InlineData("ssh://me@host/a?x", "a query")]
    [InlineData("ssh://me@host/a#x", "a fragment")]
    [InlineData("ssh://me@host/a\"b", "quotes")]
    [InlineData("ssh://me@host/a\nb", "control characters")]
    public void What_ssh_could_take_for_an_option_or_a_command_is_refused(string text, string why) =>
        Refused.With(ErrorId.EndpointInvalid, [why], () => EndpointParser.Parse(text, "-HostUri"));

    [Theory]
    [InlineData("ssh://me:hunter2@host")]
    [InlineData("ssh://me:hunter2@host:22/x")]
    [InlineData("ssh://me:hunter2/x@host")]
    [InlineData("ssh://me:hunter2@x@host:22")]
    [InlineData("tcp://me:hunter2@host:2375")]
    [InlineData("https://me:hunter2@host")]
    [InlineData("me:hunter2@host:2375")]
    public void A_password_is_refused_and_not_repeated(string text)
    {
        SwarmException failure = Refused.With(ErrorId.EndpointInvalid, ["me:***@host", "password"], () => EndpointParser.Parse(text, "-HostUri"));
        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    private static string Shown(SwarmEndpoint endpoint)
    {
        bool hasNoPort = endpoint.Port == 0;
        string user = endpoint.UserName.Length > 0 ? $" user={endpoint.UserName}" : "";
        string path = endpoint.Path.Length > 0 ? $" path={endpoint.Path}" : "";
        return $"{endpoint.Scheme}{user} host={endpoint.HostName}{(hasNoPort ? "" : $" port={endpoint.Port}")}{path}";
    }
}
