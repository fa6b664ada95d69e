using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>The machine of an administrator, as the examples of the help take it for granted: nodes have names, engines want certificates, docker has contexts.</summary>
/// <remarks>Names are in a file that takes the place of /etc/hosts for the programs of the desk alone; /srv is a place of their own too.</remarks>
public sealed class AdminDesk
{
    private const string Script = """mount --bind "$1" /etc/hosts; mount -t tmpfs tmpfs /srv; shift; exec "$@" """;
    private static readonly string[] s_nodes = ["m1", "m2", "m3", "w1", "w2"];

    private readonly string _folder;

    /// <summary>Makes the certificates that the engines of a lab are to be started with.</summary>
    /// <param name="folder">Where the desk keeps its files.</param>
    public AdminDesk(string folder)
    {
        _folder = folder;
        CertificateFolder.Write(Certificates, s_nodes);
    }

    /// <summary>The folder with the certificates of the engines and of the client.</summary>
    public string Certificates => Path.Combine(_folder, "certificates");

    /// <summary>The folder of docker: its contexts and the client's certificates.</summary>
    public string DockerFolder => Path.Combine(_folder, "docker");

    private string Hosts => Path.Combine(_folder, "hosts");

    /// <summary>Gets to know a lab that was started with the certificates.</summary>
    public async Task MeetAsync(LabSwarm lab)
    {
        await File.WriteAllLinesAsync(Hosts, ["127.0.0.1 localhost", .. lab.Nodes.Select(node => $"{node.Address} {node.Name}")]).ConfigureAwait(false);
        Directory.CreateDirectory(DockerFolder);
        foreach (string file in new[] { "ca.pem", "cert.pem", "key.pem" })
        {
            File.Copy(Path.Combine(Certificates, file), Path.Combine(DockerFolder, file), overwrite: true);
        }

        await AddContextAsync(lab, "prod", "Production swarm", $"host=tcp://m1:2376,ca={Certificates}/ca.pem,cert={Certificates}/cert.pem,key={Certificates}/key.pem").ConfigureAwait(false);
        await AddContextAsync(lab, "test", "Swarm of the developers", "host=ssh://deploy@test-m1").ConfigureAwait(false);
    }

    /// <summary>The variables of a program at the desk: 76 columns, for Get-Help indents by 4, no colours, and nothing that a user of this machine has set.</summary>
    /// <param name="lab">The lab; the docker client of its engine is named for scenes that need it.</param>
    public IReadOnlyDictionary<string, string> Variables(LabSwarm lab) => new Dictionary<string, string>
    {
        ["COLUMNS"] = "76",
        ["DOCKER_CERT_PATH"] = "",
        ["DOCKER_CONFIG"] = DockerFolder,
        ["DOCKER_CONTEXT"] = "",
        ["DOCKER_HOST"] = "",
        ["NO_COLOR"] = "1",
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        ["SWARMTOOLS_EXAMPLES_SOCKET"] = lab.Manager.SocketPath,
        ["SWARMTOOLS_MANIFEST"] = Repository.Manifest,
        ["TZ"] = "UTC",
    };

    /// <summary>A command line that runs another one at the desk.</summary>
    public IReadOnlyList<string> Enter(params string[] command) => ["unshare", "--mount", "--propagation", "private", "/bin/sh", "-ec", Script, "sh", Hosts, .. command];

    /// <summary>Runs a script of PowerShell at the desk; the tool manifest of this repository says which PowerShell.</summary>
    public Task<CommandResult> RunAsync(LabSwarm lab, string script, IEnumerable<string> arguments, CancellationToken stop)
    {
        IReadOnlyList<string> line = Enter(["dotnet", "tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", script, .. arguments]);
        return Command.RunAsync(line[0], line.Skip(1), Variables(lab), stop);
    }

    private async Task AddContextAsync(LabSwarm lab, string name, string description, string endpoint)
    {
        CommandResult made = await Command.RunAsync(
            lab.Engine.Client, ["context", "create", name, "--description", description, "--docker", endpoint], new Dictionary<string, string> { ["DOCKER_CONFIG"] = DockerFolder }).ConfigureAwait(false);
        made.Require("docker context create " + name);
    }
}
