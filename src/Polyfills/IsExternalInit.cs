using Microsoft.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>For <c>init</c>.</summary>
[Embedded]
internal static class IsExternalInit;
