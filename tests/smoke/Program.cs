using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Smoke;

/// <summary>Reads a compose file and asks an engine, with the files that Windows PowerShell 5.1 loads.</summary>
/// <remarks>
/// Usage: Smoke.exe FOLDER-bin handler|none. The engine is that of DOCKER_HOST. Nothing is referred to: what is loaded is what the folder has. With 'none' nobody answers where
/// another version is there than is asked for, and it must fail: that shows that the handler is needed, and that it serves.
/// </remarks>
internal static class Program
{
    public static int Main(string[] args)
    {
        string bin = args[0];
        string desktop = Path.Combine(bin, "desktop");
        if (args[1] == "handler")
        {
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Answer(new AssemblyName(request.Name), bin, desktop);
        }

        try
        {
            Assembly core = Assembly.LoadFrom(Path.Combine(bin, "SwarmTools.Core.dll"));
            Assembly engine = Assembly.LoadFrom(Path.Combine(desktop, "SwarmTools.Engine.dll"));
            Console.WriteLine($"yaml: {Yaml(core, engine)}");
            Console.WriteLine($"engine: {Info(core, engine)}");
            return 0;
        }
        catch (Exception failure) when (failure is TargetInvocationException or TypeLoadException or FileNotFoundException or FileLoadException or TypeInitializationException or AggregateException)
        {
            Console.Error.WriteLine(failure.GetBaseException());
            return 1;
        }
    }

    // As ModuleAssembly does: a file of the folder that is at least as new as what is asked for.
    private static Assembly? Answer(AssemblyName asked, params string[] folders) => folders
        .Select(folder => Path.Combine(folder, asked.Name + ".dll"))
        .Where(file => File.Exists(file) && AssemblyName.GetAssemblyName(file).Version >= asked.Version)
        .Select(Assembly.LoadFrom).FirstOrDefault();

    private static string Yaml(Assembly core, Assembly engine)
    {
        object yaml = Made(engine, "SwarmTools.Engine.Compose.Yaml");
        Type finding = core.GetType("SwarmTools.SwarmStackFinding", throwOnError: true);
        object findings = Activator.CreateInstance(typeof(System.Collections.Generic.List<>).MakeGenericType(finding));
        object? node = Call(yaml, "Read", "services: {web: {image: 'x:1', deploy: {replicas: 2}}}", "compose.yml", findings, CancellationToken.None);
        return ((ICollection)findings).Count == 0 && node is not null ? ((string)Call(yaml, "Write", node)!).Trim().Replace("\n", " / ") : "not read";
    }

    private static string Info(Assembly core, Assembly engine)
    {
        MethodInfo resolve = core.GetType("SwarmTools.Connections.EndpointResolver", throwOnError: true).GetMethods(All).First(method => method.Name == "Resolve");
        object settings = resolve.Invoke(null, [Activator.CreateInstance(resolve.GetParameters()[0].ParameterType, nonPublic: true), Made(core, "SwarmTools.Connections.ProcessEnvironment")]);
        object docker = Activator.CreateInstance(engine.GetType("SwarmTools.Engine.DockerEngine", throwOnError: true), All, null, [settings], null);
        using ((IDisposable)docker)
        {
            Task task = (Task)Call(docker, "InfoAsync", CancellationToken.None)!;
            task.Wait();
            object info = task.GetType().GetProperty("Result").GetValue(task);
            return (string)info.GetType().GetProperty("HostName", All).GetValue(info);
        }
    }

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static object Made(Assembly assembly, string type) => Activator.CreateInstance(assembly.GetType(type, throwOnError: true), nonPublic: true);

    // Explicit implementations bear the name of their interface before their own.
    private static object? Call(object target, string method, params object[] arguments) => target.GetType().GetMethods(All)
        .First(candidate => (candidate.Name == method || candidate.Name.EndsWith("." + method, StringComparison.Ordinal)) && candidate.GetParameters().Length == arguments.Length)
        .Invoke(target, arguments);
}
