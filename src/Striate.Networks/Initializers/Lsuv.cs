using System.Globalization;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// First weights from data: orthogonal ones, then layer after layer scaled so that its outputs on real images have variance 1. Mishkin
/// and Matas, "All you need is a good init", arXiv:1511.06422.
/// </summary>
public static class Lsuv
{
    /// <summary>Gives all convolutions and fully connected layers their first weights; biases become 0.</summary>
    /// <param name="network">The network, which runs without learning; its mode is as before afterwards.</param>
    /// <param name="images">A batch as it is learned from, shape [N, C, H, W].</param>
    /// <param name="seed">Decides the orthogonal weights.</param>
    /// <param name="tolerance">How near to 1 a variance has to be.</param>
    /// <param name="maxIterations">How often a layer is scaled at most.</param>
    /// <exception cref="ArgumentException">A layer gives no variance that could be scaled, such as one of zeros.</exception>
    public static void Initialize(Module network, Tensor images, ulong seed = 1, double tolerance = 0.1, int maxIterations = 10)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        var layers = network.Modules().Where(module => module is Conv2d or Linear).ToList();
        foreach (var layer in layers)
        {
            foreach (var (name, parameter) in layer.Parameters())
            {
                var initializer = parameter.Shape.Rank >= 2 ? Initializer.Orthogonal() : Initializer.Zeros;
                parameter.Load(values => initializer.Fill(values, parameter.Shape, new Rng(Rng.Hash(seed, Rng.Hash($"{layer.Path}.{name}")))));
            }
        }

        foreach (var layer in InOrder(network, images, layers))
        {
            for (var i = 0; i < maxIterations; i++)
            {
                var variance = Variance(network, images, layer);
                if (Math.Abs(variance - 1) <= tolerance)
                {
                    break;
                }

                Scale(layer, 1 / Math.Sqrt(variance));
            }
        }
    }

    // The layers in the order in which they run.
    private static List<Module> InOrder(Module network, Tensor images, List<Module> layers)
    {
        var order = new List<Module>();
        Run(network, images, layers, (layer, _) => order.Add(layer));
        return [.. order.Distinct()];
    }

    private static double Variance(Module network, Tensor images, Module layer)
    {
        var variance = 0.0;
        Run(network, images, [layer], (_, y) =>
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var value in y.Span)
            {
                sum += value;
                squares += (double)value * value;
            }

            var mean = sum / y.Length;
            variance = (squares / y.Length) - (mean * mean);
        });
        return variance > 0 && double.IsFinite(variance)
            ? variance
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"LSUV: the outputs of {layer} have variance {variance}, which cannot be scaled to 1. Give images that are not all alike."));
    }

    private static void Run(Module network, Tensor images, List<Module> layers, Action<Module, Tensor> look)
    {
        using var rest = new AtRest(network);
        var hooks = layers.ConvertAll(layer => layer.AddHook((_, y) =>
        {
            look(layer, y);
            return y;
        }));
        try
        {
            using var scope = new Scope();
            network.Forward(images);
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
        }
    }

    private static void Scale(Module layer, double factor)
    {
        foreach (var (_, parameter) in layer.Parameters().Where(p => p.Parameter.Shape.Rank >= 2))
        {
            foreach (ref var value in parameter.Value.Span)
            {
                value = (float)(value * factor);
            }
        }
    }
}
