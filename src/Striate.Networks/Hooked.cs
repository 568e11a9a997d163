namespace Striate.Networks;

/// <summary>A hook on a module; disposing it takes it off.</summary>
internal sealed class Hooked(Module module, Hook hook) : IDisposable
{
    /// <summary>What is called.</summary>
    public Hook Hook => hook;

    public void Dispose() => module.Remove(this);
}
