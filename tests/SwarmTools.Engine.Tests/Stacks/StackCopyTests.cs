using System.Linq;
using System.Text;
using SwarmTools.Stacks;

namespace SwarmTools.Engine.Tests.Stacks;

/// <summary>What a copy of a stack is made of.</summary>
public sealed class StackCopyTests
{
    private readonly PlannedStack _stack = new();

    // Under another name in the same swarm, nothing of the copy may be that of the stack itself.
    [Theory]
    [InlineData(true, "twin_word twin_key twin_net twin_data")]
    [InlineData(false, "word key net data")]
    public void A_copy_of_another_name_takes_no_name_of_the_stack_itself(bool isRenamed, string names)
    {
        _stack.Deploy("""
            services: {a: {image: x, configs: [motd], secrets: [pw], networks: [net], volumes: ["data:/d", "theirs:/t"]}}
            configs: {motd: {content: hello, name: word}}
            secrets: {pw: {file: /stack/pw.txt, name: key}}
            networks: {net: {name: net}}
            volumes: {data: {name: data}, theirs: {external: true}}
            """);
        StackCopy copy = _stack.Copy(isRenamed);
        DesiredStack desired = StackConverter.Convert(copy.Project, new(isRenamed ? "twin" : "shop"), services: null, new(1, 51));
        string volume = (string)desired.Services.Single().Spec["TaskTemplate"]!["ContainerSpec"]!["Mounts"]![0]!["Source"]!;
        Assert.Equal(names, string.Join(' ', desired.Configs.Single().Name, desired.Secrets.Single().Name, desired.Networks.Single().Name, volume));
        Assert.Equal(["theirs"], copy.SharedVolumes);
        Assert.Equal("hello", Encoding.UTF8.GetString(copy.Configs[desired.Configs.Single().Key]));
    }
}
