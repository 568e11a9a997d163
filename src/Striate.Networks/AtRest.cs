namespace Striate.Networks;

/// <summary>
/// While it is open a network is used and does not learn: it is in eval mode, and its parameters ask for no gradients, so that a
/// backward pass computes no others than those of what it is given. Afterwards everything is as it was.
/// </summary>
/// <example><code>
/// using var rest = new AtRest(net);
/// using var tape = new Tape();
/// image.RequiresGrad = true;
/// net.Forward(image).Backward(target);
/// </code></example>
public sealed class AtRest : IDisposable
{
    private readonly List<Module> _learning;
    private readonly List<Parameter> _parameters;

    /// <summary>Puts a network to rest.</summary>
    /// <param name="network">The network.</param>
    public AtRest(Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _learning = [.. network.Modules().Where(module => module.IsToLearn)];
        _parameters = [.. network.Parameters().Select(p => p.Parameter).Where(parameter => parameter.RequiresGrad)];
        Set(false);
    }

    /// <summary>Wakes it.</summary>
    public void Dispose() => Set(true);

    private void Set(bool isLearning)
    {
        _learning.ForEach(module => module.IsToLearn = isLearning);
        _parameters.ForEach(parameter => parameter.RequiresGrad = isLearning);
    }
}
