using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What the layers of a network give on their way to its output.</summary>
/// <example><code>
/// var maps = Features.Of(net, image, "layer1", "layer2.0.conv1");
/// </code></example>
public static class Features
{
    private const int MostNames = 12;

    /// <summary>Runs a network and hands out what some of its layers gave; on a <see cref="Tape"/> with gradients.</summary>
    /// <param name="network">The network, in whichever mode it is.</param>
    /// <param name="x">Its input.</param>
    /// <param name="layers">Full names of modules, such as "layer1.0.conv2".</param>
    /// <returns>Their outputs in the order of the names; of a layer that runs several times the last.</returns>
    /// <exception cref="ArgumentException">The network has no such layer, or it did not run.</exception>
    public static IReadOnlyList<Tensor> Of(Module network, Tensor x, params IReadOnlyList<string> layers)
    {
        var modules = Check(network, layers);
        var outputs = new Tensor?[modules.Length];
        var hooks = modules.Select((module, i) => module.AddHook((_, y) => outputs[i] = y)).ToList();
        try
        {
            network.Forward(x);
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
        }

        return [.. outputs.Select((y, i) => y ?? throw new ArgumentException($"{modules[i]} gave nothing: the network does not run it.", nameof(layers)))];
    }

    /// <summary>Finds the modules of these names.</summary>
    internal static Module[] Check(Module network, IReadOnlyList<string> layers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layers);
        var known = network.Modules().ToDictionary(module => module.Path);
        return [.. layers.Select(name => known.TryGetValue(name, out var module)
            ? module
            : throw new ArgumentException($"{network} has no layer '{name}'. {Known(network, name)}", nameof(layers)))];
    }

    // The layers of the innermost module that the name reaches.
    private static string Known(Module network, string name)
    {
        var reached = network.Modules().Where(module => module.Children.Count > 0 && name.StartsWith($"{module.Path}.", StringComparison.Ordinal)).MaxBy(module => module.Path.Length);
        var names = (reached ?? network).Children.Select(child => child.Name).ToList();
        var some = names.Count > MostNames ? $"{string.Join(", ", names.Take(MostNames - 2))}, … {names[^1]}" : string.Join(", ", names);
        return $"{(reached is null ? "Its own layers" : $"The layers in {reached.Path}")} are {some}.";
    }
}
