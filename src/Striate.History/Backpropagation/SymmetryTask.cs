using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Whether six inputs in a row are symmetric about their middle, learned by two hidden units: the first task of the paper.</summary>
internal sealed class SymmetryTask
{
    public const int Inputs = 6;

    private readonly Tensor _patterns, _desired;
    private readonly Sgd _optimizer;

    /// <summary>Prepares a net that knows nothing.</summary>
    /// <param name="seed">Decides its first weights.</param>
    public SymmetryTask(ulong seed)
    {
        var patterns = Parity.Patterns(Inputs, off: 0).Select(pattern => pattern.X).ToArray();
        _patterns = Tensor.From(patterns.SelectMany(x => x).ToArray(), [patterns.Length, Inputs]).Keep();
        _desired = Tensor.From(Array.ConvertAll(patterns, x => IsSymmetric(x) ? 1f : 0), [patterns.Length, 1]).Keep();
        Net.Initialize(seed);
        _optimizer = new Sgd(Net, learningRate: 0.1, momentum: 0.9);
    }

    /// <summary>The net, 6-2-1.</summary>
    public SigmoidNet Net { get; } = new(Inputs, 2, 1);

    /// <summary>The error after each sweep so far.</summary>
    public List<double> Errors { get; } = [];

    /// <summary>Whether the output is on the right side of a half for all 64 patterns.</summary>
    public bool IsLearned { get; private set; }

    /// <summary>
    /// How far the weights of a hidden unit to mirrored inputs are from equal and opposite: |wᵢ + w₇₋ᵢ| over the largest |w|, the largest of all.
    /// </summary>
    public double Asymmetry => Enumerable.Range(0, 2).Max(unit =>
    {
        var w = WeightsOf(unit);
        return Enumerable.Range(0, Inputs / 2).Max(i => Math.Abs(w[i] + w[Inputs - 1 - i])) / w.Max(Math.Abs);
    });

    /// <summary>The ratios of a hidden unit's weights on one side, the smallest being 1; the paper's are 1 : 2 : 4.</summary>
    public double[] RatiosOf(int unit)
    {
        var sizes = WeightsOf(unit).Take(Inputs / 2).Select(w => (double)Math.Abs(w)).Order().ToArray();
        return Array.ConvertAll(sizes, size => size / sizes[0]);
    }

    /// <summary>The weights of a hidden unit.</summary>
    public float[] WeightsOf(int unit) => Net.Layers[0].Weight.Value.Span.Slice(unit * Inputs, Inputs).ToArray();

    /// <summary>Sweeps through all 64 patterns, and changes the weights once after each sweep.</summary>
    public void Learn(int sweeps)
    {
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            using var tape = new Tape();
            var outputs = Net.Forward(_patterns);
            var error = SigmoidNet.Error(outputs, _desired);
            Errors.Add(error.Item());
            IsLearned = outputs.ToArray().Zip(_desired.ToArray()).All(pair => pair.First > 0.5f == pair.Second > 0.5f);
            error.Backward();
            _optimizer.Step();
        }
    }

    private static bool IsSymmetric(float[] x) => x.SequenceEqual(x.Reverse());
}
