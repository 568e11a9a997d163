namespace Striate.Tensors;

/// <summary>
/// While one is open on a thread, operations that can be joined with the next one wait for it: a convolution for its batch
/// normalisation, that for the sum of a residual block, and all of them for an activation. Whoever looks at a tensor's
/// numbers has them computed there and then, and completing the outermost one computes all that is still waiting and was
/// joined with nothing. A module opens one around its forward pass; outside of them every operation computes at once.
/// </summary>
public readonly ref struct Fusion : IDisposable
{
    [ThreadStatic]
    private static int _depth;

    [ThreadStatic]
    private static List<Tensor>? _waiting;

    private readonly bool _isOutermost;

    /// <summary>Opens one.</summary>
    public Fusion() => _isOutermost = _depth++ == 0;

    private static bool IsOpen => _depth > 0;

    /// <summary>Computes what is still waiting, if this is the outermost one. Left out where the forward pass failed.</summary>
    public void Complete()
    {
        if (!_isOutermost || _waiting is null)
        {
            return;
        }

        // Computing one may compute others, but adds none.
        foreach (var tensor in _waiting)
        {
            if (!tensor.IsJoined)
            {
                tensor.Compute();
            }
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _depth--;
        if (_isOutermost)
        {
            _waiting?.Clear();
        }
    }

    /// <summary>Lets a tensor wait where one is open, or where shapes are all that is asked for; else computes it.</summary>
    internal static void Offer(Tensor tensor)
    {
        if (tensor.Waiting is not { } plan || Tape.Current is { IsOfShapes: true })
        {
            return;
        }

        if (IsOpen && plan.CanBeJoined)
        {
            (_waiting ??= []).Add(tensor);
        }
        else
        {
            tensor.Compute();
        }
    }
}
