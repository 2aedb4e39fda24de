using System.Collections.Concurrent;

namespace Ratiba.Sandbox.Behaviour;

/// <summary>The behaviours in force and what is left of their counts.</summary>
internal sealed class BehaviourBook
{
    private readonly ConcurrentDictionary<string, ActiveBehaviour> perNumber = new();
    private volatile ActiveBehaviour general = new(new SendBehaviour());

    public void Set(SendBehaviour behaviour)
    {
        var active = new ActiveBehaviour(behaviour);
        if (behaviour.PhoneNumberId is { Length: > 0 } number)
        {
            perNumber[number] = active;
        }
        else
        {
            general = active;
        }
    }

    public void Reset()
    {
        perNumber.Clear();
        general = new ActiveBehaviour(new SendBehaviour());
    }

    public ActiveBehaviour For(string number) => perNumber.IsEmpty || !perNumber.TryGetValue(number, out var own) ? general : own;

    public IReadOnlyList<SendBehaviour> All() => [general.Settings, .. perNumber.Values.Select(active => active.Settings)];
}

/// <summary>A behaviour and its countdowns.</summary>
internal sealed class ActiveBehaviour(SendBehaviour settings)
{
    // A fixed seed: a failed test run can be repeated.
    private readonly Random random = new(4711);
    private int failuresLeft = settings.Fail?.Times ?? int.MaxValue;
    private int dropsLeft = settings.Drop?.Times ?? int.MaxValue;
    private int statusErrorsLeft = settings.StatusError?.Times ?? int.MaxValue;

    public SendBehaviour Settings => settings;

    public Failure? NextFailure() => settings.Fail is { } fail && Take(ref failuresLeft, fail.Share) ? fail : null;

    public Drop? NextDrop() => settings.Drop is { } drop && Take(ref dropsLeft, drop.Share) ? drop : null;

    public Failure? NextStatusError() => settings.StatusError is { } error && Take(ref statusErrorsLeft, error.Share) ? error : null;

    private bool Take(ref int left, double? share)
    {
        lock (random)
        {
            if (left == 0 || (share is { } part && random.NextDouble() >= part))
            {
                return false;
            }

            left -= left == int.MaxValue ? 0 : 1;
            return true;
        }
    }
}
