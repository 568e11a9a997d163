using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Reads the outputs of layers again and again, as gradient ascent on an image does, and runs the network no further than to the
/// last of them. The first run goes to the end and counts how often each layer runs; those after it end when all have run as often.
/// What lies behind need not fit the size of the image.
/// </summary>
/// <example><code>
/// using var probe = new Probe(net, "features.3");
/// var maps = probe.Run(image)[0];
/// </code></example>
public sealed class Probe : IDisposable
{
    private readonly Module _network;
    private readonly Module[] _layers;
    private readonly Tensor?[] _outputs;
    private readonly IDisposable[] _hooks;
    private int _runs, _all = int.MaxValue;

    /// <summary>Hooks into a network until it is disposed.</summary>
    /// <param name="network">The network, in whichever mode it is.</param>
    /// <param name="layers">Full names of modules, such as "layer1.0.conv2".</param>
    /// <exception cref="ArgumentException">The network has no such layer.</exception>
    public Probe(Module network, params IReadOnlyList<string> layers)
    {
        _layers = Features.Check(network, layers);
        _network = network;
        _outputs = new Tensor?[_layers.Length];
        _hooks = [.. _layers.Select((layer, i) => layer.AddHook((_, y) => Read(i, y)))];
    }

    /// <summary>Runs the network; on a <see cref="Tape"/> with gradients.</summary>
    /// <param name="x">Its input.</param>
    /// <returns>The layers' outputs in the order of the names; of a layer that runs several times the last.</returns>
    /// <exception cref="ArgumentException">A layer did not run.</exception>
    public IReadOnlyList<Tensor> Run(Tensor x)
    {
        _runs = 0;
        Array.Clear(_outputs);
        try
        {
            _network.Forward(x);
            _all = _runs;
        }
        catch (EndReached)
        {
            // All that was asked for is there.
        }
        catch (ShapeException) when (Array.TrueForAll(_outputs, y => y is not null))
        {
            // Layers behind, such as a fully connected one, may be for images of another size; nothing is asked of them.
            _all = _runs;
        }

        return [.. _outputs.Select((y, i) => y ?? throw new ArgumentException($"{_layers[i]} gave nothing: the network does not run it.", nameof(x)))];
    }

    /// <summary>Takes the hooks away.</summary>
    public void Dispose() => Array.ForEach(_hooks, hook => hook.Dispose());

    private Tensor Read(int layer, Tensor y)
    {
        _outputs[layer] = y;
        if (++_runs < _all)
        {
            return y;
        }

        // The numbers may wait to be joined with an operation that now does not come.
        _ = y.Memory;
        throw new EndReached();
    }

    // Crosses the modules between the layer and the network, which all leave in good order.
    private sealed class EndReached : Exception;
}
