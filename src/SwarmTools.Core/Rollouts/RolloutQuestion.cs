using System.Threading.Tasks;

namespace SwarmTools.Rollouts;

/// <summary>Asks whether a rollout is to go on, after its first tasks run. The rollout waits for the answer.</summary>
internal sealed class RolloutQuestion(SwarmService service)
{
    private readonly TaskCompletionSource<string?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The service, as it is now.</summary>
    public SwarmService Service => service;

    /// <summary>Null for yes; why not otherwise.</summary>
    public Task<string?> Answered => _answer.Task;

    /// <param name="refusal">Null to go on; otherwise why the service is to be brought back.</param>
    public void Answer(string? refusal) => _answer.TrySetResult(refusal);
}
