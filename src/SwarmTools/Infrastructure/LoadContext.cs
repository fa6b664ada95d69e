using System;
using System.Reflection;

namespace SwarmTools.Infrastructure;

/// <summary>Makes load contexts: by reflection, because this assembly also runs on .NET Framework, which lacks the type.</summary>
internal static class LoadContext
{
    private static readonly Type? s_type = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext");

    /// <summary>Whether this .NET has load contexts.</summary>
    public static bool IsThere => s_type is not null;

    /// <summary>Makes a context.</summary>
    /// <returns>What loads the assembly of a file into it.</returns>
    public static Func<string, Assembly> New(string name, bool isCollectible)
    {
        object context = Activator.CreateInstance(s_type!, name, isCollectible)!;
        MethodInfo load = s_type!.GetMethod("LoadFromAssemblyPath", [typeof(string)])!;
        return (Func<string, Assembly>)Delegate.CreateDelegate(typeof(Func<string, Assembly>), context, load);
    }
}
