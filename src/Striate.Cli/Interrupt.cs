using System.Runtime.InteropServices;

namespace Striate.Cli;

/// <summary>Ctrl-C and the system's wish to end: the first ends what is running in good order, a second one at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly Lock _ending = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly PosixSignalRegistration[] _signals;
    private bool _isOver;

    public Interrupt() => _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _cancel.Token;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        lock (_ending)
        {
            _isOver = true;
            _cancel.Dispose();
        }
    }

    private void Handle(PosixSignalContext context)
    {
        // A signal may be on its way while the work ends; then it does what it does without us.
        lock (_ending)
        {
            if (!_isOver)
            {
                context.Cancel = !_cancel.IsCancellationRequested;
                _cancel.Cancel();
            }
        }
    }
}
