namespace Striate.Tensors;

/// <summary>
/// Owns the temporaries of a run: every tensor that is made on this thread while the scope is the innermost one goes back
/// to the pool at its end, except those that were kept (<see cref="Tensor.Keep"/>). Nothing is recorded in a plain scope,
/// so it is also how a network runs without gradients. Without a scope tensors are ordinary garbage-collected objects.
/// </summary>
/// <example><code>
/// using var scope = new Scope();
/// var scores = net.Forward(images);
/// </code></example>
public class Scope : IDisposable
{
    [ThreadStatic]
    private static Scope? _current;

    [ThreadStatic]
    private static Stack<List<Storage>>? _spareLists;

    private readonly Scope? _outer;
    private List<Storage>? _storages;

    /// <summary>Opens a scope; it is current on this thread until it is disposed.</summary>
    public Scope()
    {
        _storages = (_spareLists ??= []).TryPop(out var list) ? list : [];
        _outer = _current;
        _current = this;
    }

    /// <summary>The innermost scope of this thread, or null.</summary>
    public static Scope? Current => _current;

    /// <summary>Ends the scope: its temporaries go back to the pool.</summary>
    /// <exception cref="InvalidOperationException">An inner scope is still open.</exception>
    public void Dispose()
    {
        if (_storages is null)
        {
            return;
        }

        if (_current != this)
        {
            throw new InvalidOperationException("Scopes end in the reverse order of their beginning, on the thread that opened them.");
        }

        _current = _outer;
        foreach (var storage in _storages)
        {
            if (!storage.Kept && GivesBack)
            {
                storage.Free();
            }
        }

        _storages.Clear();
        _spareLists!.Push(_storages);
        _storages = null;
        Ended();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether temporaries go back; if not they stay for as long as somebody holds them.</summary>
    private protected virtual bool GivesBack => true;

    internal void Add(Storage storage) => (_storages ?? throw Storage.Ended()).Add(storage);

    /// <summary>Called once the temporaries have gone back.</summary>
    private protected virtual void Ended()
    {
    }
}
