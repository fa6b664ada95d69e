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

    private static readonly Type? s_contextType = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext");

    private static readonly string s_folder = Path.Combine(
        Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!, s_contextType is null ? "desktop" : "core");

    private static readonly ConcurrentDictionary<string, Assembly> s_loaded = new(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<Func<string, Assembly>> s_load = new(LoadPackages);

    /// <inheritdoc/>
    public void OnImport()
    {
        if (s_contextType is not null && Environment.Version.Major < OldestNet)
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
            ? s_contextType is null
            : requester == typeof(ModuleAssembly).Assembly
                || requester == typeof(SwarmException).Assembly
                || s_loaded.Values.Contains(requester);

    // In a private context nobody else asks; reading the version there would only cost time.
    private static bool Serves(string file, AssemblyName asked) =>
        s_contextType is not null || asked.Version is null || AssemblyName.GetAssemblyName(file).Version >= asked.Version;

    private static Func<string, Assembly> LoadPackages()
    {
        Func<string, Assembly> load = PrivateContext() ?? Assembly.LoadFrom;
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

    // By reflection, because this assembly also runs on .NET Framework, which lacks the type.
    private static Func<string, Assembly>? PrivateContext()
    {
        if (s_contextType is null)
        {
            return null;
        }

        object context = Activator.CreateInstance(s_contextType, nameof(SwarmTools), false)!;
        MethodInfo load = s_contextType.GetMethod("LoadFromAssemblyPath", [typeof(string)])!;
        return (Func<string, Assembly>)Delegate.CreateDelegate(typeof(Func<string, Assembly>), context, load);
    }
}
