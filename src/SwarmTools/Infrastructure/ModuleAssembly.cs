using System;
using System.Collections.Concurrent;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace SwarmTools.Infrastructure;

/// <summary>Loads the engine and its packages, apart from what other modules brought along.</summary>
/// <remarks>
/// On .NET they enter one private load context together, so another module's YamlDotNet or Docker.DotNet can neither break
/// ours nor be broken by it. Windows PowerShell has no load contexts: there the handler answers with the file of bin/desktop.
/// The engine is not beside this assembly, so the default probing misses it and the handler is asked.
/// </remarks>
public sealed class ModuleAssembly : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const int OldestNet = 8;

    private const string Engine = "SwarmTools.Engine";

    private static readonly string s_folder = Path.Combine(
        Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!, LoadContext.IsThere ? "core" : "desktop");

    private static readonly ConcurrentDictionary<string, Assembly> s_loaded = new(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<Func<string, Assembly>> s_load = new(LoadPackages);

    private static readonly Lazy<Assembly> s_compiledAtOnce = new(LoadCompiledAtOnce);

    /// <summary>The engine assembly once more, for work that is done once and at length, such as parsing a large file.</summary>
    /// <remarks>
    /// Code of a collectible context is compiled in full when it is first called. Elsewhere .NET compiles quickly first, and again what
    /// turned out to be worth it, which comes too late for a process that reads one file: it takes twice as long (dotnet/runtime, codeversion.h, IsMethodSupported).
    /// No other assembly can refer to such a one, so the engine itself stays where it is.
    /// </remarks>
    internal static Assembly CompiledAtOnce => s_compiledAtOnce.Value;

    /// <inheritdoc/>
    public void OnImport()
    {
        if (LoadContext.IsThere && Environment.Version.Major < OldestNet)
        {
            throw new NotSupportedException($"SwarmTools needs PowerShell 7.4 or newer, or Windows PowerShell 5.1. This PowerShell runs on .NET {Environment.Version}.");
        }

        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        // Only this runspace's: the module may live on in others.
        ConnectionStore.Current.CloseAll();
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        AssemblyName asked = new(request.Name);
        string file = Path.Combine(s_folder, asked.Name + ".dll");
        if (!IsForUs(request.RequestingAssembly) || !File.Exists(file) || !Serves(file, asked))
        {
            return null;
        }

        Func<string, Assembly> load = s_load.Value;
        return s_loaded.GetOrAdd(asked.Name!, _ => load(file));
    }

    // .NET Framework does not always say who asks; .NET does.
    private static bool IsForUs(Assembly? requester) =>
        requester is null
            ? !LoadContext.IsThere
            : requester == typeof(ModuleAssembly).Assembly
                || requester == typeof(SwarmException).Assembly
                || s_loaded.Values.Contains(requester)
                || (s_compiledAtOnce.IsValueCreated && s_compiledAtOnce.Value == requester);

    // In a private context nobody else asks; reading the version there would only cost time.
    private static bool Serves(string file, AssemblyName asked) =>
        LoadContext.IsThere || asked.Version is null || AssemblyName.GetAssemblyName(file).Version >= asked.Version;

    private static Func<string, Assembly> LoadPackages()
    {
        Func<string, Assembly> load = LoadContext.IsThere ? LoadContext.New(nameof(SwarmTools), isCollectible: false) : Assembly.LoadFrom;
        foreach (string file in Directory.EnumerateFiles(s_folder, "*.dll"))
        {
            // System.* is there for .NET Framework, on demand.
            string name = Path.GetFileNameWithoutExtension(file);
            if (!name.StartsWith("System.", StringComparison.Ordinal))
            {
                s_loaded[name] = load(file);
            }
        }

        return load;
    }

    private static Assembly LoadCompiledAtOnce()
    {
        if (!LoadContext.IsThere)
        {
            return Assembly.Load(Engine);
        }

        Func<string, Assembly> load = LoadContext.New(nameof(SwarmTools) + ".Once", isCollectible: true);
        _ = load(Path.Combine(s_folder, "YamlDotNet.dll"));
        return load(Path.Combine(s_folder, Engine + ".dll"));
    }
}
