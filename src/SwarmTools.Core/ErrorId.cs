using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SwarmTools;

/// <summary>The public error ids, each with its kind. <c>docs/errors.md</c> lists the same ids; a test compares the two.</summary>
internal sealed class ErrorId
{
    public static readonly ErrorId AddressesRunOut = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId ArchiveInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId BackupConflict = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId BackupInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId ComposeInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId ConfigExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId ConfigInUse = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId ConfigNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId Conflict = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId ConnectionNotChosen = new(SwarmErrorKind.NotManager);
    public static readonly ErrorId ConstraintInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId ContextInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId ContextNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId CredentialHelperFailed = new(SwarmErrorKind.EngineError);
    public static readonly ErrorId DataInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId EndpointInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId EngineAccessDenied = new(SwarmErrorKind.AccessDenied);
    public static readonly ErrorId EngineError = new(SwarmErrorKind.EngineError);
    public static readonly ErrorId EngineTooOld = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId EngineUnreachable = new(SwarmErrorKind.Unreachable);
    public static readonly ErrorId ExternalNetworkNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId FileExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId FileNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId ImageInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId ImageNotFound = new(SwarmErrorKind.RolloutFailed);
    public static readonly ErrorId JobRunning = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId JoinFailed = new(SwarmErrorKind.TimedOut);
    public static readonly ErrorId LogUnreadable = new(SwarmErrorKind.EngineError);
    public static readonly ErrorId ManagerLeaveRefused = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId MountSyntaxInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId NameAmbiguous = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId NameInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId NetworkExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId NetworkInUse = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId NetworkNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId NodeInUse = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId NodeNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId NodeTimedOut = new(SwarmErrorKind.TimedOut);
    public static readonly ErrorId NoLeader = new(SwarmErrorKind.NotManager);
    public static readonly ErrorId NotInSwarm = new(SwarmErrorKind.NotManager);
    public static readonly ErrorId NotLocked = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId NotSwarmManager = new(SwarmErrorKind.NotManager);
    public static readonly ErrorId OptionInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId PipeNotFound = new(SwarmErrorKind.Unreachable);
    public static readonly ErrorId PlaintextRefused = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId PlanIsStale = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId PortInUse = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId PortSyntaxInvalid = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId QuorumAtRisk = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId RegistryDenied = new(SwarmErrorKind.AccessDenied);
    public static readonly ErrorId RemoteIncludeRefused = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId RemovalTimedOut = new(SwarmErrorKind.TimedOut);
    public static readonly ErrorId RequestRefused = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId RevisionIncomplete = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId RevisionNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId RolledBack = new(SwarmErrorKind.RolloutFailed);
    public static readonly ErrorId RolloutPaused = new(SwarmErrorKind.RolloutFailed);
    public static readonly ErrorId RolloutTimedOut = new(SwarmErrorKind.TimedOut);
    public static readonly ErrorId RotationTimedOut = new(SwarmErrorKind.TimedOut);
    public static readonly ErrorId SecretExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId SecretInUse = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId SecretNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId ServiceExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId ServiceNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId ServiceNotWell = new(SwarmErrorKind.RolloutFailed);
    public static readonly ErrorId SshFailed = new(SwarmErrorKind.Unreachable);
    public static readonly ErrorId StackExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId StackNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId StopTimedOut = new(SwarmErrorKind.TimedOut);
    public static readonly ErrorId SubnetInUse = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId SwarmExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId SwarmLocked = new(SwarmErrorKind.NotManager);
    public static readonly ErrorId SwarmsDiffer = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId TaskEnded = new(SwarmErrorKind.RolloutFailed);
    public static readonly ErrorId TaskNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId TasksFailing = new(SwarmErrorKind.RolloutFailed);
    public static readonly ErrorId TasksNotMovable = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId TaskTimedOut = new(SwarmErrorKind.TimedOut);
    public static readonly ErrorId TlsFailed = new(SwarmErrorKind.Unreachable);
    public static readonly ErrorId TransferFailed = new(SwarmErrorKind.EngineError);
    public static readonly ErrorId UnlockFailed = new(SwarmErrorKind.InvalidInput);
    public static readonly ErrorId UpdateNotRunning = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId UpdateOutOfSequence = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId VolumeExists = new(SwarmErrorKind.AlreadyExists);
    public static readonly ErrorId VolumeInUse = new(SwarmErrorKind.Conflict);
    public static readonly ErrorId VolumeNotFound = new(SwarmErrorKind.NotFound);
    public static readonly ErrorId WrongKind = new(SwarmErrorKind.InvalidInput);

    static ErrorId()
    {
        FieldInfo[] fields = typeof(ErrorId).GetFields(BindingFlags.Public | BindingFlags.Static);
        foreach (FieldInfo field in fields.Where(field => field.FieldType == typeof(ErrorId)))
        {
            ((ErrorId)field.GetValue(null)!).Name = field.Name;
        }

        All = [.. fields.Select(field => field.GetValue(null)).OfType<ErrorId>()];
    }

    private ErrorId(SwarmErrorKind kind) => Kind = kind;

    /// <summary>Every id there is, in alphabetical order of the source.</summary>
    public static IReadOnlyList<ErrorId> All { get; }

    public string Name { get; private set; } = "";

    public SwarmErrorKind Kind { get; }

    public override string ToString() => Name;
}
