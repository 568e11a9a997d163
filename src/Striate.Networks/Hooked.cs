namespace Striate.Networks;

/// <summary>A hook on a module; disposing it takes it off.</summary>
internal sealed class Hooked(List<Hook> hooks, Hook hook) : IDisposable
{
    public void Dispose() => hooks.Remove(hook);
}
