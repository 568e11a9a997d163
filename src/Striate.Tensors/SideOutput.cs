namespace Striate.Tensors;

/// <summary>What a forward pass gives beside its output, such as the scores of an auxiliary head.</summary>
/// <param name="Output">The numbers.</param>
/// <param name="Weight">Weight of its loss beside that of the output.</param>
public readonly record struct SideOutput(Tensor Output, double Weight);
