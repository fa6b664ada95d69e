using System;
using System.Collections.Generic;

namespace SwarmTools.Help;

/// <summary>Names of types as help shows them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_short = new()
    {
        [typeof(bool)] = "bool",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(ulong)] = "ulong",
    };

    /// <summary>The type in a type that may be null.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The full name: System.String[].</summary>
    public static string Full(Type type) => Bare(type).ToString();

    /// <summary>The short name: string[].</summary>
    public static string Short(Type type) => Bare(type) is { IsArray: true } array
        ? Short(array.GetElementType()!) + "[]"
        : s_short.GetValueOrDefault(Bare(type), Bare(type).Name);
}
