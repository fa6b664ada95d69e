using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SwarmTools.Tests.Guards;

/// <summary>Every type that the code of a type names, in whatever place, with the place.</summary>
internal static class TypeUses
{
    public static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>What the nested types name counts as well.</summary>
    public static IEnumerable<(string Place, TypeReference Used)> Of(TypeDefinition type) => WithNested(type).SelectMany(each => Declared(each)
        .Concat(each.Methods.SelectMany(method => At(method.FullName, InBody(method)))));

    /// <summary>What can be seen without reading the bodies of methods, which is what PowerShell reads at import.</summary>
    private static IEnumerable<(string Place, TypeReference Used)> Declared(TypeDefinition type) =>
        At(type.FullName, Inherited(type).Concat(Parameters(type)).Concat(Attributes(type)))
            .Concat(type.Fields.SelectMany(field => At(field.FullName, Attributes(field).Append(field.FieldType))))
            .Concat(type.Properties.SelectMany(property => At(property.FullName, Attributes(property).Append(property.PropertyType))))
            .Concat(type.Events.SelectMany(each => At(each.FullName, Attributes(each).Append(each.EventType))))
            .Concat(type.Methods.SelectMany(method => At(method.FullName, Signature(method).Concat(Parameters(method)).Concat(Attributes(method)))));

    private static IEnumerable<TypeReference> Inherited(TypeDefinition type) => type.Interfaces.Select(each => each.InterfaceType)
        .Concat(type.BaseType is null ? [] : [type.BaseType]);

    private static IEnumerable<TypeReference> Parameters(IGenericParameterProvider owner) => owner.GenericParameters
        .SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType).Concat(Attributes(parameter)));

    private static IEnumerable<TypeReference> Signature(MethodDefinition method) => method.Parameters
        .SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType))
        .Concat(Attributes(method.MethodReturnType))
        .Concat(method.Overrides.Select(each => each.DeclaringType))
        .Append(method.ReturnType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider owner) => owner.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
        .Concat(attribute.Properties.Select(property => property.Argument))
        .Concat(attribute.Fields.Select(field => field.Argument))
        .SelectMany(Values)
        .Append(attribute.AttributeType));

    private static IEnumerable<TypeReference> Values(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [argument.Type, type],
        CustomAttributeArgument boxed => Values(boxed),
        CustomAttributeArgument[] items => items.SelectMany(Values).Append(argument.Type),
        _ => [argument.Type],
    };

    private static IEnumerable<TypeReference> InBody(MethodDefinition method) => !method.HasBody ? [] : method.Body.Variables
        .Select(variable => variable.VariableType)
        .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType).OfType<TypeReference>())
        .Concat(method.Body.Instructions.SelectMany(Operand));

    private static IEnumerable<TypeReference> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => generic.GenericArguments.Concat(Called(generic)),
        MethodReference method => Called(method),
        CallSite site => site.Parameters.Select(parameter => parameter.ParameterType).Append(site.ReturnType),
        _ => [],
    };

    private static IEnumerable<TypeReference> Called(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.DeclaringType).Append(method.ReturnType);

    private static IEnumerable<(string Place, TypeReference Used)> At(string place, IEnumerable<TypeReference> types) =>
        types.SelectMany(Parts).Select(type => (place, type));

    // IReadOnlyList<SwarmNode[]> is IReadOnlyList, SwarmNode.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        RequiredModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
        OptionalModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
        FunctionPointerType pointer => pointer.Parameters.SelectMany(parameter => Parts(parameter.ParameterType)).Concat(Parts(pointer.ReturnType)),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
