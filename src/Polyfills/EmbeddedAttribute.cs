namespace Microsoft.CodeAnalysis;

/// <summary>Marks types that other assemblies do not see, not even those that see what is internal.</summary>
[Embedded]
[System.AttributeUsage(System.AttributeTargets.All, Inherited = false)]
internal sealed class EmbeddedAttribute : System.Attribute;
