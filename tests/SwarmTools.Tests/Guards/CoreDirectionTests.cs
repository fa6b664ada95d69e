using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SwarmTools.Tests.Guards;

/// <summary>Inside Core, dependencies point downwards: operations, ports, specs and syntax, model. Of other operations each sees only those named here.</summary>
public sealed class CoreDirectionTests : IDisposable
{
    private const string Model = "SwarmTools";
    private const string BelowOperations = "Engine,Specs,Syntax,Model,Text,Time";

    private readonly AssemblyDefinition _core = Assemblies.Read("SwarmTools.Core.dll");

    /// <summary>Each namespace with all that it may see beside itself.</summary>
    public static TheoryData<string, string> MaySee => new()
    {
        { "Time", "" },
        { "Model", "Text" },
        { "Text", "Model,Time" },
        { "Syntax", "Model,Text" },
        { "Specs", "Syntax,Model,Text" },
        { "Engine", "Syntax,Model,Text,Time" },
        { "Connections", "Engine,Model,Text,Time" },
        { "Registries", "Connections,Engine,Syntax,Model,Text" },
        { "Compose", "Compose.Nodes,Compose.Shapes,Compose.Syntax,Syntax,Model,Text" },
        { "Compose.Nodes", "Compose.Syntax,Syntax,Model,Text" },
        { "Compose.Shapes", "Compose.Nodes,Compose.Syntax,Syntax,Model,Text" },
        { "Compose.Syntax", "Syntax,Model,Text" },
        { "Addresses", BelowOperations + ",Networks,Nodes" },
        { "Backups", BelowOperations + ",Cluster,Compose,Configs,History,Networks,Nodes,Rollouts,Secrets,Stacks" },
        { "Cluster", BelowOperations + ",Nodes" },
        { "Configs", BelowOperations },
        { "Contents", BelowOperations + ",Configs,History,Resources,Rollouts,Secrets" },
        { "Diagnostics", BelowOperations + ",Addresses,Cluster,History,Networks,Nodes,Resources,Rollouts,Services" },
        { "Endpoints", BelowOperations },
        { "Events", BelowOperations },
        { "Files", "" },
        { "History", BelowOperations },
        { "Jobs", BelowOperations + ",Logs,Rollouts,Services" },
        { "Logs", BelowOperations + ",Services,Tasks" },
        { "Networks", BelowOperations },
        { "Nodes", BelowOperations + ",Networks,Rollouts,Services" },
        { "Pipelines", "Model,Text" },
        { "Placement", BelowOperations + ",Nodes,Rollouts,Services" },
        { "Resources", BelowOperations + ",History,Volumes" },
        { "Rollouts", BelowOperations + ",History,Services" },
        { "Secrets", BelowOperations },
        { "Services", BelowOperations + ",Configs,Registries" },
        { "Stacks", BelowOperations + ",Addresses,Compose,Compose.Nodes,Configs,Contents,History,Networks,Pipelines,Registries,Resources,Rollouts,Secrets,Services" },
        { "Tasks", BelowOperations },
        { "Topology", BelowOperations + ",Services,Tasks" },
        { "Tunnels", BelowOperations + ",Networks" },
        { "Volumes", BelowOperations + ",Files,Rollouts,Services,Tunnels" },
    };

    [Theory]
    [MemberData(nameof(MaySee))]
    public void A_namespace_sees_only_what_is_below_it(string from, string below)
    {
        HashSet<string> allowed = [FullName(from), .. below.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(FullName)];

        IEnumerable<string> wrong = _core.MainModule.Types
            .Where(type => type.Namespace == FullName(from))
            .SelectMany(type => TypeUses.Of(type)
                .Where(use => IsOfCore(use.Used) && !allowed.Contains(NamespaceOf(use.Used)))
                .Select(use => $"{type.FullName} -> {use.Used.FullName}"))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void Every_namespace_of_Core_has_its_place() => Assert.Equal(
        MaySee.Select(row => FullName(row.Data.Item1)).Order(StringComparer.Ordinal),
        _core.MainModule.Types.Select(type => type.Namespace).Where(IsOurs).Distinct().Order(StringComparer.Ordinal));

    // netstandard brings HttpClient, sockets and processes: the list of references cannot tell. An address may be read, not called.
    [Fact]
    public void Core_speaks_no_protocol_and_starts_no_process() => Assert.DoesNotContain(
        _core.MainModule.GetTypeReferences(),
        type => (type.Namespace.StartsWith("System.Net", StringComparison.Ordinal) && type.FullName != "System.Net.IPAddress")
            || type.Namespace == "System.IO.Pipes"
            || type.FullName == "System.Diagnostics.Process");

    public void Dispose() => _core.Dispose();

    private static string FullName(string place) => place == nameof(Model) ? Model : $"{Model}.{place}";

    // What the compiler adds, or asks for (src/Polyfills), is in namespaces of System, or in none.
    private bool IsOfCore(TypeReference type) => type.Scope == _core.MainModule && IsOurs(NamespaceOf(type));

    private static bool IsOurs(string place) => place == Model || place.StartsWith(Model + ".", StringComparison.Ordinal);

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is null ? type.Namespace : NamespaceOf(type.DeclaringType);
}
