using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History;

/// <summary>One stage: a layer of S-cells and one of C-cells.</summary>
/// <param name="Planes">Planes of either.</param>
/// <param name="Window">Rows and columns that an S-cell sees.</param>
/// <param name="Selectivity">r of the S-cells.</param>
/// <param name="Pool">Rows and columns of S-cells that a C-cell sees.</param>
/// <param name="Stride">S-cells from one C-cell to the next.</param>
/// <param name="Padding">Rows and columns of nothing around the S-cells.</param>
public sealed record NeocognitronStage(int Planes, int Window, double Selectivity, int Pool, int Stride, int Padding);

/// <summary>
/// S- and C-layers in turn: a hierarchy in which patterns grow larger and places matter less from stage to stage, the first convolutional network.
/// Fukushima, Biological Cybernetics 36, 1980. It learns by <see cref="SeedSelection"/>.
/// </summary>
public sealed class Neocognitron
{
    /// <summary>Builds a neocognitron that has seen nothing yet.</summary>
    /// <param name="stages">From the eye up, at least one.</param>
    /// <param name="seed">Decides the first weights.</param>
    public Neocognitron(IReadOnlyList<NeocognitronStage> stages, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentOutOfRangeException.ThrowIfZero(stages.Count, nameof(stages));
        Simple = [.. stages.Select((stage, i) => new SCellLayer(
            i == 0 ? 1 : stages[i - 1].Planes, stage.Planes, stage.Window, stage.Selectivity, Rng.Hash(seed, (ulong)i)))];
        Complex = [.. stages.Select(stage => new CCellLayer(stage.Planes, stage.Pool, stage.Stride, stage.Padding))];
    }

    /// <summary>How many stages.</summary>
    public int Stages => Simple.Count;

    /// <summary>The layers of S-cells, U_S1 first.</summary>
    public IReadOnlyList<SCellLayer> Simple { get; }

    /// <summary>The layers of C-cells, U_C1 first.</summary>
    public IReadOnlyList<CCellLayer> Complex { get; }

    /// <summary>Stages for pictures of 28 x 28, which see 5 x 5 cells each: 28, 14, 7, and 2 × 2 C-cells a plane at the end.</summary>
    public static IReadOnlyList<NeocognitronStage> ForDigits { get; } =
    [
        new(24, 5, 4, 5, 2, 2),
        new(80, 5, 1.5, 5, 2, 2),
        new(400, 5, 2, 5, 2, 0),
    ];

    /// <summary>What the C-cells of a stage say.</summary>
    /// <param name="pictures">Shape [N, 1, H, W], 0 for black and 1 for white.</param>
    /// <param name="stages">How many stages up, 0 for the pictures themselves.</param>
    /// <returns>Shape [N, planes, rows, columns].</returns>
    public Tensor Respond(Tensor pictures, int stages)
    {
        for (var i = 0; i < stages; i++)
        {
            pictures = Complex[i].Respond(Simple[i].Respond(pictures));
        }

        return pictures;
    }
}
