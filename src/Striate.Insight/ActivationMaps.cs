using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What the layers of a network make of an image, read off one recorded run.</summary>
/// <example><code>
/// var layers = ActivationMaps.Of(net, image, layer => layer is Conv2d);
/// PictureFile.Write(ActivationMaps.Sheet(digit, layers), "maps.png");
/// </code></example>
public static class ActivationMaps
{
    private const int MostMaps = 32;

    /// <summary>Runs one image through a network in eval mode, whose mode is as before afterwards.</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">The image as the network takes it, shape [1, C, H, W].</param>
    /// <param name="where">Which layers are of interest; null for all.</param>
    /// <returns>The layers with maps, in the order in which they ran; a layer that is used twice is there twice.</returns>
    /// <exception cref="ShapeException">More than one image, or one that does not fit the network.</exception>
    public static IReadOnlyList<LayerMaps> Of(Module network, Tensor image, Func<Module, bool>? where = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        if (image.Shape.Rank != 4 || image.Shape[0] != 1)
        {
            throw new ShapeException($"activation maps: got images {image.Shape}, expected one, [1, C, H, W]. Give them one by one.");
        }

        using var rest = new AtRest(network);
        using var tape = new Tape(seed: 0);
        network.Forward(image);
        return [.. tape.Operations.Where(o => HasMaps(o) && (where is null || (o.Layer is Module layer && where(layer)))).Select(Read)];
    }

    /// <summary>
    /// The maps of some layers beside the picture that they were made of, numbered from 0, as one sheet to be shown at half
    /// to two thirds of its size. Each layer has a scale of its own: viridis from 0, or blue below 0 and red above where
    /// there are negative values. Of very many maps the first 32 are shown, as the sheet says.
    /// </summary>
    /// <param name="input">The picture, before it was made into a tensor.</param>
    /// <param name="layers">At least one.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Sheet(Picture input, params IReadOnlyList<LayerMaps> layers)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count, nameof(layers));
        return SheetSection.Draw([.. layers.Select(Section)], input);
    }

    // A change of the order in memory is no work of the network.
    private static bool HasMaps(Operation operation) => operation.Name != "Layout" && operation.Output.Shape.Rank == 4;

    private static LayerMaps Read(Operation operation)
    {
        var module = operation.Layer as Module;
        return new LayerMaps(
            module?.Path ?? "", module is { Children.Count: 0 } ? module.Description : operation.Name, operation.Output.Clone().Keep());
    }

    private static SheetSection Section(LayerMaps layer)
    {
        var (height, width) = (layer.Maps.Shape[2], layer.Maps.Shape[3]);
        var values = layer.Maps.ToArray();
        var scale = ValueScale.Of(values);
        var tiles = scale.Tiles(values.AsSpan(0, Math.Min(layer.Count, MostMaps) * height * width), height, width);
        var heading = layer.Path.Length > 0 ? $"{layer.Path}: {layer.Description}" : layer.Description;
        var shown = layer.Count > MostMaps ? $"the first {MostMaps} of {layer.Count} maps" : $"{layer.Count} maps";
        return new SheetSection(heading, $"{shown} of {height} × {width}", scale, tiles);
    }
}
