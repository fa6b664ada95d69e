using System.Collections;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class MountSyntaxTests
{
    [Theory]
    [InlineData("target=/data", "Volume  /data")]
    [InlineData("source=db,target=/data", "Volume db /data")]
    [InlineData("type=bind,src=/a,dst=/b", "Bind /a /b")]
    [InlineData("type=BIND,source=/a,destination=/b,readonly", "Bind /a /b ro")]
    [InlineData("type=bind,source=/a,target=/b,ro=true", "Bind /a /b ro")]
    [InlineData("type=bind,source=/a,target=/b,ro=1", "Bind /a /b ro")]
    [InlineData("type=bind,source=/a,target=/b,readonly=false", "Bind /a /b")]
    [InlineData("type=bind,source=/a,target=/b,bind-propagation=rslave", "Bind /a /b rslave")]
    [InlineData("type=volume,source=v,target=/v,volume-nocopy", "Volume v /v nocopy")]
    [InlineData("source=v,target=/v,volume-driver=local,volume-opt=type=nfs,volume-label=a=b,volume-label=c", "Volume v /v driver=local type=nfs label:a=b label:c=")]
    [InlineData("source=v,target=/v,\"volume-opt=o=addr=10.0.0.1,rw\"", "Volume v /v o=addr=10.0.0.1,rw")]
    [InlineData("source=v,target=/v,\"volume-label=a=say \"\"x,y\"\"\"", "Volume v /v label:a=say \"x,y\"")]
    [InlineData("type=tmpfs,target=/t", "Tmpfs  /t")]
    [InlineData("type=tmpfs,target=/t,tmpfs-size=64m,tmpfs-mode=1777", "Tmpfs  /t size=67108864 mode=1023")]
    [InlineData(@"type=npipe,source=\\.\pipe\docker_engine,target=\\.\pipe\docker_engine", @"Npipe \\.\pipe\docker_engine \\.\pipe\docker_engine")]
    [InlineData("type=cluster,source=csi,target=/c", "Cluster csi /c")]
    public void A_mount_is_read(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Fact]
    public void A_hashtable_has_the_same_keys() => Assert.Equal(
        "Bind /a /b ro rslave",
        Shown(new Hashtable { ["Type"] = "bind", ["Source"] = "/a", ["Target"] = "/b", ["ReadOnly"] = true, ["BindPropagation"] = "rslave" }));

    [Fact]
    public void A_list_in_a_hashtable_counts_as_several_options() => Assert.Equal(
        "Volume v /v type=nfs o=rw",
        Shown(new Hashtable { ["source"] = "v", ["target"] = "/v", ["volume-opt"] = new object[] { "type=nfs", "o=rw" } }));

    [Fact]
    public void A_hashtable_in_a_hashtable_is_options_too() => Assert.Equal(
        "Volume v /v type=nfs",
        Shown(new Hashtable { ["source"] = "v", ["target"] = "/v", ["VolumeOpt"] = new Hashtable { ["type"] = "nfs" } }));

    [Fact]
    public void A_null_in_a_hashtable_is_no_option() => Assert.Equal(
        "Bind /a /b", Shown(new Hashtable { ["type"] = "bind", ["source"] = "/a", ["target"] = "/b", ["readonly"] = null }));

    [Fact]
    public void A_mount_object_passes_as_it_is()
    {
        SwarmMount mount = new() { Target = "/data" };
        Assert.Same(mount, MountSyntax.Parse(mount));
    }

    [Theory]
    [InlineData("", "'target' is missing")]
    [InlineData("/data", "'target' is missing")]
    [InlineData("source=v", "'target' is missing")]
    [InlineData("source=v,target=", "'target=' has no value")]
    [InlineData("source,target=/v", "'source' has no value")]
    [InlineData("type=bind,source=/a,target=/b,bind-create-src", "engines drop 'bind-create-src'")]
    [InlineData("type=disk,target=/d", "'disk' is not one of volume, bind, tmpfs, npipe, cluster")]
    [InlineData("type=bind,target=/b", "'source' is missing")]
    [InlineData("type=npipe,target=/b", "'source' is missing")]
    [InlineData("type=cluster,target=/b", "'source' is missing")]
    [InlineData("type=tmpfs,source=a,target=/b", "tmpfs has no source")]
    [InlineData("target=/b,readonly=maybe", "'maybe' is neither true nor false")]
    [InlineData("target=/b,size=1", "the option 'size' is not known")]
    [InlineData("target=/b,volume-opt==x", "'=x' is not KEY=VALUE")]
    [InlineData("type=tmpfs,target=/b,tmpfs-mode=9", "'9' is not an octal file mode")]
    [InlineData("type=tmpfs,target=/b,tmpfs-mode=37777777777", "'37777777777' is not an octal file mode")]
    [InlineData("type=tmpfs,target=/b,tmpfs-size=much", "'much' is not a size")]
    [InlineData("type=volume,target=/b,bind-propagation=rslave", "'bind-propagation' goes with bind mounts only")]
    [InlineData("type=bind,source=/a,target=/b,volume-nocopy", "'volume-nocopy' goes with volume mounts only")]
    [InlineData("type=bind,source=/a,target=/b,volume-driver=local", "goes with volume mounts only")]
    [InlineData("type=tmpfs,target=/b,volume-label=a=b", "goes with volume mounts only")]
    [InlineData("type=volume,target=/b,tmpfs-size=1m", "'tmpfs-size' goes with tmpfs mounts only")]
    [InlineData("type=bind,source=/a,target=/b,tmpfs-mode=700", "goes with tmpfs mounts only")]
    public void A_wrong_mount_is_refused(string text, string why) =>
        Refused.With(ErrorId.MountSyntaxInvalid, [$"'{text}'", why, "Accepted is type="], () => MountSyntax.Parse(text));

    private static string Shown(object value)
    {
        SwarmMount mount = MountSyntax.Parse(value);
        List<string> parts = [$"{mount.Type} {mount.Source} {mount.Target}"];
        parts.AddRange(new[] { mount.ReadOnly ? "ro" : "", mount.BindPropagation, mount.VolumeNoCopy ? "nocopy" : "" });
        parts.Add(mount.VolumeDriver.Length > 0 ? "driver=" + mount.VolumeDriver : "");
        parts.AddRange(mount.VolumeOptions.Select(option => $"{option.Key}={option.Value}"));
        parts.AddRange(mount.VolumeLabels.Select(label => $"label:{label.Key}={label.Value}"));
        parts.Add(mount.TmpfsSize is { } size ? $"size={size}" : "");
        parts.Add(mount.TmpfsMode is { } mode ? $"mode={mode}" : "");
        return string.Join(" ", parts.Where(part => part.Length > 0));
    }
}
