using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

/// <summary>The rules of distribution/reference.</summary>
public class ImageNameTests
{
    private const string Digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("nginx")]
    [InlineData("nginx:1.27-alpine")]
    [InlineData("library/nginx")]
    [InlineData("a/b/c__d/e.f-g--h:V1_2.3")]
    [InlineData("localhost/app")]
    [InlineData("registry:5000/app:1")]
    [InlineData("Registry.example.com:5000/team/app")]
    [InlineData("[::1]:5000/app")]
    [InlineData("nginx@" + Digest)]
    [InlineData("registry:5000/app:1@" + Digest)]
    [InlineData(Digest)]
    public void An_image_is_taken(string image) => Assert.Equal(image, ImageName.Require(image));

    [Theory]
    [InlineData("", "the name is missing")]
    [InlineData(":1", "the name is missing")]
    [InlineData("registry:5000/", "the name is missing")]
    [InlineData(" nginx", "it holds white space")]
    [InlineData("nginx\n", "it holds white space")]
    [InlineData("https://registry/app", "no scheme such as https://")]
    [InlineData("Nginx", "lower case")]
    [InlineData("team/App", "lower case")]
    [InlineData("nginx:", "'' is not a tag")]
    [InlineData("nginx:-1", "'-1' is not a tag")]
    [InlineData("nginx:a+b", "'a+b' is not a tag")]
    [InlineData("nginx:\u00e4", "'\u00e4' is not a tag")]
    [InlineData("nginx@", "'' is not a digest")]
    [InlineData("nginx@latest", "'latest' is not a digest")]
    [InlineData("nginx@sha256:abc", "'sha256:abc' is not a digest")]
    [InlineData("ngi$nx", "'ngi$nx' is not a name")]
    [InlineData("-nginx", "'-nginx' is not a name")]
    [InlineData("nginx-", "'nginx-' is not a name")]
    [InlineData("team//app", "is not a name")]
    [InlineData("team/a..b", "is not a name")]
    [InlineData("team/a___b", "is not a name")]
    public void Another_is_refused(string image, string why) =>
        Refused.With(ErrorId.ImageInvalid, [$"'{image}' cannot be an image", why, "Accepted is [REGISTRY"], () => ImageName.Require(image));

    [Fact]
    public void A_tag_has_128_characters_at_most()
    {
        string tag = new('t', 128);
        Assert.Equal("a:" + tag, ImageName.Require("a:" + tag));
        Refused.With(ErrorId.ImageInvalid, ["is not a tag"], () => ImageName.Require($"a:{tag}t"));
    }

    [Theory]
    [InlineData("nginx", "nginx:latest", false)]
    [InlineData("nginx:1", "nginx:1", false)]
    [InlineData("registry:5000/app", "registry:5000/app:latest", false)]
    [InlineData("registry:5000/app:1", "registry:5000/app:1", false)]
    [InlineData("nginx@" + Digest, "nginx@" + Digest, true)]
    [InlineData(Digest, Digest, false)]
    public void The_tag_that_is_meant_is_latest(string image, string tagged, bool pinned) =>
        Assert.Equal((tagged, pinned), (ImageName.WithTag(image), ImageName.IsPinned(image)));

    [Theory]
    [InlineData("nginx", "nginx", "nginx")]
    [InlineData("docker.io/library/nginx:1", "nginx:1", "nginx")]
    [InlineData("index.docker.io/team/app", "team/app", "team/app")]
    [InlineData("docker.io/library/a/b", "library/a/b", "library/a/b")]
    [InlineData("library/nginx", "nginx", "nginx")]
    [InlineData("library/a/b", "library/a/b", "library/a/b")]
    [InlineData("ghcr.io/team/app:1@" + Digest, "ghcr.io/team/app:1@" + Digest, "team/app")]
    public void A_name_is_written_as_docker_writes_it(string image, string familiar, string repository) =>
        Assert.Equal((familiar, repository), (ImageName.Familiar(image), ImageName.Repository(familiar)));

    [Theory]
    [InlineData("nginx:1", "nginx:1", "")]
    [InlineData("nginx:1@" + Digest, "nginx:1", Digest)]
    public void An_image_is_split_before_its_digest(string image, string name, string digest) =>
        Assert.Equal((name, digest), ImageName.Split(image));
}
