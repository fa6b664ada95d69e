namespace SwarmTools.Tests.Guards;

/// <summary>Which assemblies each shipped assembly knows: all of them, and no other.</summary>
public sealed class LayerTests
{
    [Fact]
    public void The_cmdlets_know_PowerShell_and_Core_and_name_the_engine_once() => Assert.Equal(
        ["SwarmTools.Core", "SwarmTools.Engine", "System.Management.Automation", "System.Memory", "System.Text.Json", "netstandard"],
        Assemblies.ReferencesOf("SwarmTools.dll"));

    [Fact]
    public void Core_knows_System_Text_Json_and_nothing_else() => Assert.Equal(
        ["System.Memory", "System.Text.Json", "netstandard"],
        Assemblies.ReferencesOf("SwarmTools.Core.dll"));

    [Fact]
    public void On_NET_the_engine_knows_Core_its_packages_and_the_runtime() => Assert.Equal(
        [
            "Docker.DotNet", "Microsoft.Win32.Primitives", "Newtonsoft.Json", "SwarmTools.Core", "System.Collections",
            "System.Collections.Concurrent", "System.Collections.NonGeneric", "System.ComponentModel.Primitives", "System.Diagnostics.DiagnosticSource",
            "System.Diagnostics.Process", "System.IO.Pipes", "System.Linq", "System.Memory", "System.Net.Http", "System.Net.Primitives",
            "System.Net.Security", "System.Net.Sockets", "System.Runtime", "System.Runtime.InteropServices",
            "System.Security.Cryptography", "System.Text.Json", "System.Threading", "System.Threading.Thread", "YamlDotNet",
        ],
        Assemblies.ReferencesOf("core/SwarmTools.Engine.dll"));

    [Fact]
    public void On_the_NET_Framework_the_engine_knows_Core_and_its_packages() => Assert.Equal(
        ["Docker.DotNet", "Newtonsoft.Json", "SwarmTools.Core", "System.Buffers", "System.Formats.Asn1", "System.Memory", "System.Text.Json", "YamlDotNet", "netstandard"],
        Assemblies.ReferencesOf("desktop/SwarmTools.Engine.dll"));
}
