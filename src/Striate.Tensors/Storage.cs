namespace Striate.Tensors;

/// <summary>The memory of one tensor and of those that look at the same numbers in another shape.</summary>
internal sealed class Storage(ArraySegment<float> memory)
{
    private bool _released;

    /// <summary>Whether the scope that made it leaves it alone at its end.</summary>
    public bool Kept { get; set; }

    public ArraySegment<float> Memory => _released
        ? throw new InvalidOperationException(
            "This tensor was a temporary of a scope or tape that has ended. Call Keep() on what is to stay, before the scope ends.")
        : memory;

    /// <summary>Memory of the current scope, or of its own where there is none.</summary>
    public static Storage Rent(int length)
    {
        var storage = new Storage(MemoryPool.Rent(length));
        Scope.Current?.Add(storage);
        return storage;
    }

    /// <summary>Memory that no scope owns.</summary>
    public static Storage RentKept(int length) => new(MemoryPool.Rent(length)) { Kept = true };

    /// <summary>Gives the memory back; whoever still asks for it gets an error.</summary>
    public void Release()
    {
        if (!_released)
        {
            _released = true;
            MemoryPool.Return(memory);
        }
    }
}
