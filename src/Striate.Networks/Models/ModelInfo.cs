using Striate.Tensors;

namespace Striate.Networks;

/// <summary>One of the networks that the library knows by name.</summary>
/// <param name="Name">Its name, such as "resnet18".</param>
/// <param name="Input">The usual shape of one image, [C, H, W].</param>
/// <param name="Classes">The usual number of classes.</param>
/// <param name="Paper">Where it was described.</param>
/// <param name="Build">Builds it for a number of classes and the shape of one image, [C, H, W].</param>
public sealed record ModelInfo(string Name, Shape Input, int Classes, string Paper, Func<int, Shape, Module> Build);
