using Microsoft.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>For <c>required</c>: older compilers leave what bears it alone.</summary>
[Embedded]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
