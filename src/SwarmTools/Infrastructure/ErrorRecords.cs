using System.Management.Automation;

namespace SwarmTools.Infrastructure;

/// <summary>Turns failures into PowerShell's error records.</summary>
internal static class ErrorRecords
{
    /// <param name="failure">The failure.</param>
    /// <param name="target">What the user passed; null when the failure concerns the whole command.</param>
    public static ErrorRecord From(SwarmException failure, object? target) =>
        new(failure, failure.ErrorId, CategoryOf(failure.Kind), target);

    private static ErrorCategory CategoryOf(SwarmErrorKind kind) => kind switch
    {
        SwarmErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        SwarmErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        SwarmErrorKind.InvalidInput => ErrorCategory.InvalidData,
        SwarmErrorKind.Conflict => ErrorCategory.ResourceBusy,
        SwarmErrorKind.NotManager => ErrorCategory.InvalidOperation,
        SwarmErrorKind.Unreachable => ErrorCategory.ConnectionError,
        SwarmErrorKind.AccessDenied => ErrorCategory.PermissionDenied,
        SwarmErrorKind.TimedOut => ErrorCategory.OperationTimeout,
        SwarmErrorKind.RolloutFailed => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}
