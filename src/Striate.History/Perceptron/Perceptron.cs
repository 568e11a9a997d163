using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Rosenblatt's perceptron, as the Mark I was: photocells, A-units with fixed wires, and R-units, whose weights learn by
/// <see cref="ErrorCorrection"/>. The R-units answer in a code, and the class is read from it.
/// </summary>
/// <remarks>Rosenblatt, The perceptron: a perceiving and recognizing automaton, Cornell Aeronautical Laboratory 85-460-1, 1957.</remarks>
public sealed class Perceptron
{
    private readonly ThresholdUnit[] _responses;

    /// <summary>Builds it; it has learned nothing yet.</summary>
    /// <param name="associations">The A-units.</param>
    /// <param name="code">What the R-units are to answer for each class.</param>
    public Perceptron(AssociationUnits associations, ResponseCode code)
    {
        ArgumentNullException.ThrowIfNull(associations);
        ArgumentNullException.ThrowIfNull(code);
        (Associations, Code) = (associations, code);
        _responses = [.. Enumerable.Range(0, code.Units).Select(_ => new ThresholdUnit(associations.Count))];
    }

    /// <summary>The A-units.</summary>
    public AssociationUnits Associations { get; }

    /// <summary>What the R-units are to answer for each class.</summary>
    public ResponseCode Code { get; }

    /// <summary>The R-units.</summary>
    public IReadOnlyList<ThresholdUnit> Responses => _responses;

    /// <summary>What photocells make of pictures: 1 where it is brighter than a half, else 0.</summary>
    /// <param name="images">From 0 (black) to 1 (white), shape [n, 1, H, W].</param>
    /// <returns>Shape [n, H · W].</returns>
    public static Tensor Photocells(Tensor images) => Ops.Greater(Ops.Flatten(images), Tensor.Full([1], 0.5f));

    /// <summary>The classes that the R-units name.</summary>
    /// <param name="cells">What the photocells see, shape [n, cells].</param>
    /// <returns>One for each, null where the R-units answer what is no class's code.</returns>
    public int?[] Recognize(Tensor cells) => Read(cells, x => Code.Read(Array.ConvertAll(_responses, unit => unit.Answer(x.Span))));

    /// <summary>The classes of the R-units with the largest sums: one always wins. It takes an R-unit for each class.</summary>
    /// <param name="cells">What the photocells see, shape [n, cells].</param>
    /// <exception cref="InvalidOperationException">The code has not one R-unit for each class.</exception>
    public int[] RecognizeLargest(Tensor cells) => Code.IsOneForEach
        ? Read(cells, x => Array.ConvertAll(_responses, unit => unit.Sum(x.Span)).Index().MaxBy(sum => sum.Item).Index)
        : throw new InvalidOperationException($"A perceptron of {Code.Units} R-units for {Code.Classes} classes has no R-unit for each class. Build it with ResponseCode.OneForEach.");

    private T[] Read<T>(Tensor cells, Func<ReadOnlyMemory<float>, T> read)
    {
        using var scope = new Scope();
        var answers = Associations.Answer(cells);
        return [.. Enumerable.Range(0, cells.Shape[0]).Select(i => read(answers.Memory.Slice(i * Associations.Count, Associations.Count)))];
    }
}
