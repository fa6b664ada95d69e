using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Specs;

public class SurgeEditsTests
{
    [Fact]
    public void Tasks_are_added_and_taken_away_and_each_edit_comes_to_the_same_however_often_it_is_made()
    {
        JsonObject more = SpecEdit.Applied([SurgeEdits.Begin("-X", 2), SurgeEdits.Begin("-X", 2)], Spec(6));
        Assert.Equal((8L, "6+2", 2L, 6L), (Replicas(more), Mark(more), SurgeEdits.ExtraOf(more), SurgeEdits.WantedOf(more)));

        JsonObject fewer = SpecEdit.Applied([SurgeEdits.End("-X"), SurgeEdits.End("-X")], more);
        Assert.Equal((6L, "6+0", 0L, true), (Replicas(fewer), Mark(fewer), SurgeEdits.ExtraOf(fewer), SurgeEdits.IsMarked(fewer)));
        Assert.Equal(Spec(6).ToJsonString(), SpecEdit.Applied([SurgeEdits.Unmark("-X")], fewer).ToJsonString());
    }

    [Theory]
    [InlineData("6+2", 9)]
    [InlineData("nonsense", 8)]
    [InlineData("6+-2", 4)]
    public void A_number_that_somebody_else_set_stays(string mark, long replicas)
    {
        JsonObject spec = Spec(replicas);
        spec["Labels"]![SurgeEdits.Label] = mark;
        Assert.Equal(replicas, Replicas(SpecEdit.Applied([SurgeEdits.End("-X")], spec)));
    }

    [Fact]
    public void Who_sets_the_number_means_the_one_that_the_service_is_to_have()
    {
        JsonObject more = SpecEdit.Applied([SurgeEdits.Begin("-X", 2)], Spec(6));
        Assert.Equal((7L, null), Seen(ReplicaEdits.Add("-Add", 1), more));
        Assert.Equal((3L, null), Seen(ReplicaEdits.Scale("-Percent", 50), more));
        Assert.Equal((8L, null), Seen(ReplicaEdits.Set("-Replicas", 8), more));
        JsonObject stopped = SpecEdit.Applied([StopEdits.Stop("-Name")], more);
        Assert.Equal((0L, null, "6"), (Replicas(stopped), Mark(stopped), (string?)stopped["Labels"]![StopEdits.ReplicasLabel]));
    }

    [Fact]
    public void A_number_that_somebody_sets_when_all_is_taken_away_is_never_taken_for_tasks_that_were_added()
    {
        JsonObject left = SpecEdit.Applied([SurgeEdits.Begin("-X", 2), SurgeEdits.End("-X")], Spec(6));
        left["Mode"]!["Replicated"]!["Replicas"] = 8L;
        Assert.Equal((0L, 8L), (SurgeEdits.ExtraOf(left), SurgeEdits.WantedOf(left)));
        Assert.Equal((9L, null), Seen(ReplicaEdits.Add("-Add", 1), left));
        Assert.Equal("8", (string?)SpecEdit.Applied([StopEdits.Stop("-Name")], left)["Labels"]![StopEdits.ReplicasLabel]);
        Assert.Equal((8L, "8+0"), Seen(SurgeEdits.End("-X"), left));
    }

    [Fact]
    public void Where_somebody_took_the_mark_away_none_is_made() => Assert.Equal((8L, null), Seen(SurgeEdits.End("-X"), Spec(8)));

    private static (long, string?) Seen(SpecEdit edit, JsonObject spec)
    {
        JsonObject edited = SpecEdit.Applied([edit], spec);
        return (Replicas(edited), Mark(edited));
    }

    private static JsonObject Spec(long replicas) => (JsonObject)JsonNode.Parse($$$"""{"Name":"web","Labels":{"a":"1"},"Mode":{"Replicated":{"Replicas":{{{replicas}}} } } }""")!;

    private static long Replicas(JsonObject spec) => (long)spec["Mode"]!["Replicated"]!["Replicas"]!;

    private static string? Mark(JsonObject spec) => (string?)spec["Labels"]?[SurgeEdits.Label];
}
