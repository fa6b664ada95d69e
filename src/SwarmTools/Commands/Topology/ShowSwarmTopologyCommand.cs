using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Topology;

namespace SwarmTools.Commands;

/// <summary>
/// Shows which tasks are on which nodes, and how they are: as a picture in the console, or with -Html as one page that needs nothing else. With -Refresh the page
/// is replaced again and again until Ctrl+C; where the swarm cannot be read, it says so and shows the last picture that could.
/// </summary>
[Cmdlet(VerbsCommon.Show, "SwarmTopology", DefaultParameterSetName = InConsole, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmTopology), ParameterSetName = [InConsole])]
[OutputType(typeof(FileInfo), ParameterSetName = [AsPage])]
public sealed class ShowSwarmTopologyCommand : TopologyCmdlet
{
    private const string InConsole = "InConsole";
    private const string AsPage = "AsPage";

    /// <summary>Draws with ASCII only. Without it signs are used where the console's encoding has them.</summary>
    [Parameter(ParameterSetName = InConsole)]
    public SwitchParameter Ascii { get; set; }

    /// <summary>The file of the page, or a folder, in which it is swarm.html; what ends with / or \ is a folder, and is made. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AsPage)]
    [ValidateNotNullOrEmpty]
    public string Html { get; set; } = "";

    /// <summary>Replaces the page so often until Ctrl+C, from one second on, such as 5 or 1m; the page loads itself anew. Without it the page is of one moment.</summary>
    [Parameter(ParameterSetName = AsPage)]
    [Duration]
    public TimeSpan? Refresh { get; set; }

    /// <summary>Also writes over a file that is no page of this cmdlet; such a page is replaced without it.</summary>
    [Parameter(ParameterSetName = AsPage)]
    public SwitchParameter Force { get; set; }

    private protected override void End()
    {
        IReadOnlyList<TopologyChoice> choices = Choices();
        if (ParameterSetName == AsPage)
        {
            TopologyChoice.RequireOne(choices);
            ForEachTarget(choices, WritePage);
            return;
        }

        foreach (TopologyChoice choice in choices)
        {
            SwarmTopology topology = Await(choice.ReadAsync);
            topology.Style = HostStyle.Of(this, Ascii);
            WriteObject(topology);
        }
    }

    private void WritePage(TopologyChoice choice)
    {
        TopologyWatcher.RequirePossible(Refresh);
        NewFile file = NewFile.At(PathResolver.NewPath(this, Html), "swarm.html");
        file.RequireFree(Force || TopologyPage.IsOne(file.Beginning(TopologyPage.Beginning)), "It is no page of this cmdlet: use -Force to write over it, or choose another path.");
        if (!ShouldProcess($"file '{file.FullName}' of {choice.Live.SwarmName}", "Write"))
        {
            return;
        }

        TopologySight? last = null;
        foreach (TopologySight sight in Emitted<TopologySight>((emit, stop) => choice.FollowAsync(Refresh, emit, stop)))
        {
            // Without a first page there is nothing to renew; later on, what cannot be written now may be in a moment.
            if (last is null)
            {
                file.Replace(new TopologyPage(sight, Refresh).Write());
                WriteObject(file.Item(this), enumerateCollection: true);
            }
            else
            {
                ForEachTarget([file.FullName], _ => file.Replace(new TopologyPage(sight, Refresh).Write()));
            }

            if (sight.Problem.Length > 0 && sight.Problem != last?.Problem)
            {
                WriteWarning($"{choice.Live.SwarmName} could not be read, and the page shows the last picture of it: {sight.Problem}");
            }

            last = sight;
        }
    }
}
