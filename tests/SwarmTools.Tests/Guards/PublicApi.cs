using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace SwarmTools.Tests.Guards;

/// <summary>Writes down what others can see of an assembly: one line for each type and member, sorted.</summary>
internal static partial class PublicApi
{
    public static IEnumerable<string> Of(AssemblyDefinition assembly) => assembly.MainModule.Types
        .SelectMany(TypeUses.WithNested)
        .Where(IsSeen)
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Select(member => "    " + member).Prepend(Head(type)));

    /// <summary>A nested type is seen if all around it are.</summary>
    public static bool IsSeen(TypeDefinition type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && IsSeen(type.DeclaringType));

    public static bool IsSeen(MethodDefinition? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Head(TypeDefinition type)
    {
        IEnumerable<string> above = type.Interfaces.Select(each => Name(each.InterfaceType)).Order(StringComparer.Ordinal);
        if (type is { IsEnum: false, IsValueType: false, BaseType: { FullName: not "System.Object" } parent })
        {
            above = above.Prepend(Name(parent));
        }

        string list = string.Join(", ", type.IsEnum ? [] : above);
        return $"{Kind(type)} {Name(type)}{Generic(type)}{(list.Length == 0 ? "" : " : " + list)}";
    }

    private static string Kind(TypeDefinition type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(TypeDefinition type) => type.Fields
        .Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName)
        .Select(field => field.HasConstant ? $"{field.Name} = {field.Constant}" : $"{Words(field.IsFamily, field.IsStatic)}field {Name(field.FieldType)} {field.Name}")
        .Concat(type.Properties.Where(property => IsSeen(property.GetMethod) || IsSeen(property.SetMethod)).Select(Line))
        .Concat(type.Events.Where(each => IsSeen(each.AddMethod)).Select(each => $"event {Name(each.EventType)} {each.Name}"))
        .Concat(type.Methods.Where(method => IsSeen(method) && (method.IsConstructor || !method.IsSpecialName)).Select(Line));

    private static string Line(PropertyDefinition property)
    {
        MethodDefinition any = property.GetMethod ?? property.SetMethod;
        string accessors = (IsSeen(property.GetMethod) ? "get; " : "") + (IsSeen(property.SetMethod) ? "set; " : "");
        return $"{Words(!any.IsPublic, any.IsStatic)}{Name(property.PropertyType)} {property.Name} {{ {accessors}}}";
    }

    private static string Line(MethodDefinition method)
    {
        string parameters = string.Join(", ", method.Parameters.Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = default" : "")}"));
        string result = method.IsConstructor ? "" : Name(method.ReturnType) + " ";
        string kind = method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? (method.IsNewSlot ? "virtual " : "override ") : "";
        string name = method.IsConstructor ? "new" : method.Name;
        return $"{Words(!method.IsPublic, method.IsStatic)}{kind}{result}{name}{Generic(method)}({parameters})";
    }

    private static string Generic(IGenericParameterProvider owner) =>
        owner.HasGenericParameters ? $"<{string.Join(", ", owner.GenericParameters.Select(Name))}>" : "";

    private static string Words(bool isProtected, bool isStatic) => (isProtected ? "protected " : "") + (isStatic ? "static " : "");

    // IReadOnlyList<String> instead of System.Collections.Generic.IReadOnlyList`1<System.String>.
    private static string Name(TypeReference type) => Rest().Replace(type.FullName, "").Replace(",", ", ", StringComparison.Ordinal);

    [GeneratedRegex(@"`\d+|\bSystem\.(?:Collections\.Generic\.|Management\.Automation\.)?(?=\w+(?:[^\w.]|$))| modreq\([^)]*\)")]
    private static partial Regex Rest();
}
