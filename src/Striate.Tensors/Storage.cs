namespace Striate.Tensors;

/// <summary>The memory of one tensor and of those that look at the same numbers in another shape.</summary>
internal sealed class Storage(ArraySegment<float> memory)
{
    private bool _released;
    private int _holders = 1;

    /// <summary>Whether the scope that made it leaves it alone at its end.</summary>
    public bool Kept { get; set; }

    public ArraySegment<float> Memory => _released ? throw Ended() : memory;

    /// <summary>The error of whoever asks for what a scope has given back.</summary>
    public static InvalidOperationException Ended() => new(
        "This tensor was a temporary of a scope or tape that has ended. Call Keep() on what is to stay, before the scope ends.");

    /// <summary>Whether several gradients are these same numbers, so that nobody may change them in place.</summary>
    public bool IsShared => _holders > 1;

    /// <summary>Memory of the current scope, or of its own where there is none.</summary>
    public static Storage Rent(int length) => Rent(length, Scope.Current);

    /// <summary>Memory of a scope, or of its own where there is none.</summary>
    public static Storage Rent(int length, Scope? scope)
    {
        var storage = new Storage(MemoryPool.Rent(length));
        scope?.Add(storage);
        return storage;
    }

    /// <summary>Memory that no scope owns.</summary>
    public static Storage RentKept(int length) => new(MemoryPool.Rent(length)) { Kept = true };

    /// <summary>One more holder, who has to give it back as well.</summary>
    public Storage Share()
    {
        _holders++;
        return this;
    }

    /// <summary>Gives the memory back; after the last holder did, whoever still asks for it gets an error.</summary>
    public void Release()
    {
        if (--_holders == 0)
        {
            Free();
        }
    }

    /// <summary>Gives the memory back at the end of a scope, whoever holds it.</summary>
    public void Free()
    {
        if (!_released)
        {
            _released = true;
            MemoryPool.Return(memory);
        }
    }
}
