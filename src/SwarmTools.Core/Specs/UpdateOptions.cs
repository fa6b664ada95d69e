using System;

namespace SwarmTools.Specs;

/// <summary>Where a spec keeps how tasks are replaced, in an update or on the way back.</summary>
internal sealed class UpdateOptions(string parent)
{
    /// <summary>The part of a spec that says how an update replaces tasks.</summary>
    public const string UpdateConfig = "UpdateConfig";

    /// <summary>The delay of an update that is held: longer than any rollout; the engine counts up to 292 years.</summary>
    public static readonly TimeSpan Endless = TimeSpan.FromDays(3650);

    public ValueOption<long> Parallelism { get; } = ServiceOptions.Number(parent + "Parallelism");

    public ValueOption<TimeSpan> Delay { get; } = ServiceOptions.Duration(parent + "Delay");

    public ValueOption<TimeSpan> Monitor { get; } = ServiceOptions.Duration(parent + "Monitor");

    public ValueOption<SwarmUpdateOrder> Order { get; } = ServiceOptions.Word<SwarmUpdateOrder>(parent + "Order");

    public ValueOption<SwarmFailureAction> FailureAction { get; } = ServiceOptions.Word<SwarmFailureAction>(parent + "FailureAction");

    public ValueOption<double> MaxFailureRatio { get; } = new(parent + "MaxFailureRatio", ratio => (decimal)ratio);

    /// <summary>What an engine does where nothing is said; docker writes all of it as soon as a part is said, because there 0 at a time means all at once.</summary>
    public SpecEdit Defaults(string parameter) => ServiceOptions.Defaults(parent.TrimEnd('.'), parameter, () => new()
    {
        ["Parallelism"] = 1L,
        ["FailureAction"] = "pause",
        ["Monitor"] = Nanoseconds.Of(EngineDefaults.Monitor),
        ["MaxFailureRatio"] = 0L,
        ["Order"] = "stop-first",
    });
}
