using System.Runtime.ExceptionServices;

namespace Striate.Data;

/// <summary>
/// The threads of a running epoch. Each claims the next batch that nobody makes yet, as soon as its place in the ring is
/// free, and puts it down for the consumer, who takes them in order. Which thread made a batch leaves no trace in it.
/// </summary>
internal sealed class BatchFeed : IDisposable
{
    private readonly object _gate = new();
    private readonly BatchRing _ring;
    private readonly Thread[] _threads;
    private readonly Batch?[] _ready;
    private readonly ExceptionDispatchInfo?[] _errors;
    private readonly int _end;
    private int _next;
    private int _oldest;
    private bool _stopped;

    public BatchFeed(BatchRing ring, int threads, int first, int end)
    {
        (_ring, _next, _oldest, _end) = (ring, first, first, end);
        (_ready, _errors) = (new Batch?[ring.Slots], new ExceptionDispatchInfo?[ring.Slots]);
        _threads = new Thread[Math.Min(threads, end - first)];
        for (var i = 0; i < _threads.Length; i++)
        {
            var number = i;
            _threads[i] = new Thread(() => Work(number)) { IsBackground = true, Name = $"Striate loader {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>A batch, once it is ready; those before it may be written over from now on.</summary>
    public Batch Take(int number)
    {
        if (_threads.Length == 0)
        {
            return _ring.Fill(number, thread: 0);
        }

        var slot = number % _ring.Slots;
        lock (_gate)
        {
            _oldest = number;
            Monitor.PulseAll(_gate);
            while (_ready[slot]?.Number != number && _errors[slot] is null)
            {
                Monitor.Wait(_gate);
            }
        }

        _errors[slot]?.Throw();
        return _ready[slot]!;
    }

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work(int thread)
    {
        while (true)
        {
            int number;
            lock (_gate)
            {
                while (!_stopped && _next < _end && _next >= _oldest + _ring.Slots)
                {
                    Monitor.Wait(_gate);
                }

                if (_stopped || _next >= _end)
                {
                    return;
                }

                number = _next++;
            }

            var (batch, error) = Fill(number, thread);
            lock (_gate)
            {
                (_ready[number % _ring.Slots], _errors[number % _ring.Slots]) = (batch, error);
                Monitor.PulseAll(_gate);
            }
        }
    }

    // Whatever goes wrong here is thrown to the consumer when it comes to this batch.
    private (Batch? Batch, ExceptionDispatchInfo? Error) Fill(int number, int thread)
    {
        try
        {
            return (_ring.Fill(number, thread), null);
        }
        catch (Exception error)
        {
            return (null, ExceptionDispatchInfo.Capture(error));
        }
    }
}
