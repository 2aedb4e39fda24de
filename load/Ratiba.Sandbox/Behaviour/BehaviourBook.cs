using System.Collections.Concurrent;

namespace Ratiba.Sandbox.Behaviour;

/// <summary>The behaviours in force and what is left of their counts.</summary>
internal sealed class BehaviourBook
{
    private readonly ConcurrentDictionary<string, ActiveBehaviour> _perNumber = new();
    private volatile ActiveBehaviour _general = new(new SendBehaviour());

    public void Set(SendBehaviour behaviour)
    {
        var active = new ActiveBehaviour(behaviour);
        if (behaviour.PhoneNumberId is { Length: > 0 } number)
        {
            _perNumber[number] = active;
        }
        else
        {
            _general = active;
        }
    }

    public void Reset()
    {
        _perNumber.Clear();
        _general = new ActiveBehaviour(new SendBehaviour());
    }

    public ActiveBehaviour For(string number) => _perNumber.IsEmpty || !_perNumber.TryGetValue(number, out var own) ? _general : own;

    public IReadOnlyList<SendBehaviour> All() => [_general.Settings, .. _perNumber.Values.Select(active => active.Settings)];
}

/// <summary>A behaviour and its countdowns.</summary>
internal sealed class ActiveBehaviour(SendBehaviour settings)
{
    // A fixed seed: a failed test run can be repeated.
    private readonly Random _random = new(4711);
    private int _failuresLeft = settings.Fail?.Times ?? int.MaxValue;
    private int _dropsLeft = settings.Drop?.Times ?? int.MaxValue;
    private int _statusErrorsLeft = settings.StatusError?.Times ?? int.MaxValue;

    public SendBehaviour Settings => settings;

    public Failure? NextFailure() => settings.Fail is { } fail && Take(ref _failuresLeft, fail.Share) ? fail : null;

    public Drop? NextDrop() => settings.Drop is { } drop && Take(ref _dropsLeft, drop.Share) ? drop : null;

    public Failure? NextStatusError() => settings.StatusError is { } error && Take(ref _statusErrorsLeft, error.Share) ? error : null;

    private bool Take(ref int left, double? share)
    {
        lock (_random)
        {
            if (left == 0 || (share is { } part && _random.NextDouble() >= part))
            {
                return false;
            }

            left -= left == int.MaxValue ? 0 : 1;
            return true;
        }
    }
}
