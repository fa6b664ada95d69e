using System.Management.Automation;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <content>What it may use, and what is kept for it.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>How many CPUs a task may use, such as 0.5; 0 is no limit.</summary>
    [Parameter]
    [Cpus]
    public decimal? CpuLimit { get; set; }

    /// <summary>How much memory a task may use, such as 512MB or '512m'; 0 is no limit.</summary>
    [Parameter]
    [Size]
    public long? MemoryLimit { get; set; }

    /// <summary>How many processes and threads a task may have; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? PidsLimit { get; set; }

    /// <summary>How many CPUs a node must have left for a task, such as 0.25; 0 is none.</summary>
    [Parameter]
    [Cpus]
    public decimal? CpuReservation { get; set; }

    /// <summary>How much memory a node must have left for a task, such as 128MB or '128m'; 0 is none.</summary>
    [Parameter]
    [Size]
    public long? MemoryReservation { get; set; }

    /// <summary>How much swap a task may use, such as 1GB; -1 is no limit. Needs API 1.52.</summary>
    [Parameter]
    [Size(AllowUnlimited = true)]
    public long? MemorySwap { get; set; }

    /// <summary>How soon memory of a task is swapped out, 0 to 100; -1 leaves it to the node. Needs API 1.52.</summary>
    [Parameter]
    [ValidateRange(-1L, 100L)]
    public long? MemorySwappiness { get; set; }

    /// <summary>Resources that nodes announce, such as @{ gpu = 2 } for any two or @{ gpu = 'UUID1' } for that one: hashtables or KIND=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    public object[]? GenericResource { get; set; }

    /// <summary>How soon the kernel kills a container when memory runs out, -1000 to 1000. Needs API 1.46.</summary>
    [Parameter]
    [ValidateRange(-1000L, 1000L)]
    public long? OomScoreAdj { get; set; }

    private void AddResources(SpecEdits edits)
    {
        edits.Set(ServiceOptions.CpuLimit, "-CpuLimit", CpuLimit);
        edits.Set(ServiceOptions.MemoryLimit, "-MemoryLimit", MemoryLimit);
        edits.Set(ServiceOptions.PidsLimit, "-PidsLimit", PidsLimit);
        edits.Set(ServiceOptions.CpuReservation, "-CpuReservation", CpuReservation);
        edits.Set(ServiceOptions.MemoryReservation, "-MemoryReservation", MemoryReservation);
        edits.Set(ServiceOptions.MemorySwap, "-MemorySwap", MemorySwap);
        edits.Set(ServiceOptions.MemorySwappiness, "-MemorySwappiness", MemorySwappiness);
        edits.Replace(ServiceOptions.GenericResources, "-GenericResource", ReadMany("-GenericResource", GenericResource, Syntax.GenericResource.Parse));
        edits.Set(ServiceOptions.OomScoreAdjustment, "-OomScoreAdj", OomScoreAdj);
    }
}
