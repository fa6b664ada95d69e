using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Contents;

/// <summary>Moves services from versions of a secret or config to another one, each in one rollout; where one fails, all go back.</summary>
/// <param name="rollouts">Makes what sees a rollout through, one for each use.</param>
/// <param name="uses">Where services name them.</param>
internal sealed class ContentMover(Func<RollingUpdater> rollouts, FileUses uses)
{
    /// <summary>How many services are worked on at once.</summary>
    private const int AtOnce = 5;

    /// <summary>Moves services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="from">The ids of what they use now.</param>
    /// <param name="to">What they are to use.</param>
    /// <param name="update">How each is to be seen through.</param>
    /// <param name="emit">Takes what rollouts tell, <see cref="RotationFailure"/>s, and in the end a <see cref="SwarmRolloutResult"/> of each service.</param>
    /// <param name="stop">Ends it; the services stay as they are.</param>
    /// <returns>Whether all came to it.</returns>
    public async Task<bool> MoveAsync(
        IReadOnlyList<SwarmService> services, IReadOnlyCollection<string> from, SwarmObject to, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        RollingUpdate move = update with { Edits = [uses.Move(from, to)], RollbackOnFailure = true };
        List<Move> moves = [.. services.Select(service => new Move(service))];
        SemaphoreSlim turns = new(AtOnce); // Not disposed: work that was cancelled may still give its turn back.
        await Task.WhenAll(moves.Select(one => InTurnAsync(
            turns,
            // What failed on one is not tried on the next.
            () => moves.Exists(other => other.HasFailed) ? Task.CompletedTask : TryAsync(one, move, emit, stop),
            stop))).ConfigureAwait(false);
        if (moves.Find(one => one.HasFailed) is { } failed)
        {
            await Task.WhenAll(moves.Where(one => one.IsThere).Select(one => InTurnAsync(
                turns, () => ReturnAsync(one, to, update with { RollbackOnFailure = false, Reason = $"Taken back, because '{failed.Service.Name}' failed with it." }, failed, emit, stop), stop))).ConfigureAwait(false);
        }

        foreach (SwarmRolloutResult result in moves.Select(one => one.Result).OfType<SwarmRolloutResult>())
        {
            emit(result);
        }

        return !moves.Exists(one => one.HasFailed);
    }

    private async Task TryAsync(Move one, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        try
        {
            one.Result = await rollouts().RunAsync(one.Service, update, emit, stop).ConfigureAwait(false);
            one.HasFailed = one.Result.Outcome != SwarmRolloutOutcome.Converged;
            one.IsThere = !one.HasFailed;
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound))
        {
            emit(new RotationNote($"{one.Service.Name}: removed by somebody else meanwhile."));
        }
        catch (SwarmException failure)
        {
            // The other services are still to be brought back, and this one too, where it may have been told before its managers fell silent.
            one.HasFailed = one.IsUnseen = true;
            one.IsThere = failure.Kind is not (SwarmErrorKind.Conflict or SwarmErrorKind.InvalidInput);
            emit(new RotationFailure(one.Service.Name, failure));
        }
    }

    private async Task ReturnAsync(Move one, SwarmObject to, RollingUpdate update, Move failed, Action<object> emit, CancellationToken stop)
    {
        string why = one.IsUnseen ? "It could not be seen through" : $"It went well here, and failed on '{failed.Service.Name}'";
        try
        {
            SwarmRolloutResult result = await rollouts().RunAsync(one.Service, update with { Edits = [uses.Return(to, ServiceSpec.Of(one.Service).Json)] }, emit, stop).ConfigureAwait(false);
            bool isBack = result.Outcome == SwarmRolloutOutcome.Converged;
            result.Outcome = isBack ? SwarmRolloutOutcome.RolledBack : result.Outcome;
            result.Cause = one.IsUnseen ? result.Outcome : SwarmRolloutOutcome.Converged;
            one.Result = result.With(isBack ? $"{why}. It is back on what it had before." : $"{why}. Going back failed: {result.Message}");
        }
        catch (SwarmException failure)
        {
            // What failed first matters more, and is told as well.
            one.Result = null;
            emit(new RotationFailure(one.Service.Name, failure));
        }
    }

    private static async Task InTurnAsync(SemaphoreSlim turns, Func<Task> work, CancellationToken stop)
    {
        await turns.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>What becomes of a service.</summary>
    private sealed class Move(SwarmService service)
    {
        public SwarmService Service => service;

        public SwarmRolloutResult? Result { get; set; }

        public bool IsThere { get; set; }

        public bool HasFailed { get; set; }

        /// <summary>Whether its rollout was broken off by an error of another kind.</summary>
        public bool IsUnseen { get; set; }
    }
}
