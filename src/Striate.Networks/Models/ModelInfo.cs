using Striate.Tensors;

namespace Striate.Networks;

/// <summary>One of the networks that the library knows by name.</summary>
/// <param name="Name">Its name, such as "resnet18".</param>
/// <param name="Input">The usual shape of one image, [C, H, W].</param>
/// <param name="Classes">The usual number of classes.</param>
/// <param name="Paper">Where it was described.</param>
/// <param name="Build">Builds it for a number of classes and the shape of one image, [C, H, W].</param>
public sealed record ModelInfo(string Name, Shape Input, int Classes, string Paper, Func<int, Shape, Module> Build)
{
    /// <summary>Whether it labels pixels: its output is [N, classes, H, W], and not [N, classes].</summary>
    public bool LabelsPixels { get; init; }

    /// <summary>Names of the parameters whose shapes follow from the number of classes: those of the last layer, or of several where there are several outputs.</summary>
    /// <param name="input">Shape of one image, [C, H, W].</param>
    public IReadOnlySet<string> Head(Shape input)
    {
        // Values are drawn when they are first read: to build a network costs little.
        var shapes = Build(2, input).Parameters().ToDictionary(p => p.Name, p => p.Parameter.Shape);
        return Build(3, input).Parameters().Where(p => p.Parameter.Shape != shapes[p.Name]).Select(p => p.Name).ToHashSet();
    }
}
