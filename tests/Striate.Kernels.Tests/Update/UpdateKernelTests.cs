using Striate.Kernels.Update;

namespace Striate.Kernels.Tests.Update;

public class UpdateKernelTests
{
    private const float Rate = 0.05f;
    private const float Decay = 0.01f;

    private delegate void Rule(ReadOnlySpan<UpdateTarget> targets);

    /// <summary>One number after the paper's formula.</summary>
    private delegate double OneNumber(double w, double g, ref double first, ref double second, ref double third);

    private static readonly UpdateKernel.Reference<double> Reference = new(Rate, Decay);

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.9, false)]
    [InlineData(0.9, true)]
    public void Run_Sgd_EqualsReference(double momentum, bool nesterov) => Check(
        momentum > 0 ? 1 : 0,
        targets => UpdateKernel.Run(targets, new SgdRule(momentum, nesterov)),
        (w, g, ref first, ref _, ref _) => Reference.Sgd(w, g, ref first, momentum, nesterov));

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(false, true, 2)]
    [InlineData(true, false, 1000)]
    public void Run_Adam_EqualsReference(bool decoupled, bool amsGrad, int step) => Check(
        amsGrad ? 3 : 2,
        targets => UpdateKernel.Run(targets, new AdamRule(0.9, 0.999, 1e-8, decoupled, amsGrad, step)),
        (w, g, ref first, ref second, ref third) => Reference.Adam(w, g, ref first, ref second, ref third, 0.9, 0.999, 1e-8, decoupled, amsGrad, step),
        tolerance: 1e-5);

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.9, false)]
    [InlineData(0, true)]
    [InlineData(0.9, true)]
    public void Run_RmsProp_EqualsReference(double momentum, bool centered) => Check(
        1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0),
        targets => UpdateKernel.Run(targets, new RmsPropRule(0.9, 1e-3, momentum, centered)),
        (w, g, ref first, ref second, ref third) =>
        {
            var none = 0.0;
            return Reference.RmsProp(
                w, g, ref first, ref momentum > 0 ? ref second : ref none, ref momentum > 0 ? ref third : ref second, 0.9, 1e-3, momentum, centered);
        },
        tolerance: 1e-5);

    [Fact]
    public void Run_Adagrad_EqualsReference() => Check(
        1, targets => UpdateKernel.Run(targets, new AdagradRule(1e-8)), (w, g, ref first, ref _, ref _) => Reference.Adagrad(w, g, ref first, 1e-8));

    [Fact]
    public void Run_Adadelta_EqualsReference() => Check(
        2, targets => UpdateKernel.Run(targets, new AdadeltaRule(0.9, 1e-6)), (w, g, ref first, ref second, ref _) => Reference.Adadelta(w, g, ref first, ref second, 0.9, 1e-6));

    [Fact]
    public void Run_Lion_EqualsReference() => Check(
        1, targets => UpdateKernel.Run(targets, new LionRule(0.9, 0.99)), (w, g, ref first, ref _, ref _) => Reference.Lion(w, g, ref first, 0.9, 0.99));

    [Fact]
    public void Run_Average_EqualsReference() => Check(
        0, targets => UpdateKernel.Run(targets, default(AverageRule)), (w, g, ref _, ref _, ref _) => Reference.Average(w, g));

    [Fact]
    public void Run_NoParameters_DoesNothing() => UpdateKernel.Run([], new SgdRule(0, false));

    [Fact]
    public void Run_WrongLengths_SaysWhich()
    {
        var target = new UpdateTarget(new float[3], new float[3], Rate, Decay);
        Assert.Equal("First has 0 numbers, expected 3.", Assert.Throws<ShapeException>(() => UpdateKernel.Run([target], new SgdRule(0.9, false))).Message);
        Assert.Equal("Gradient has 3 numbers, expected 4.", Assert.Throws<ShapeException>(() => UpdateKernel.Run([target with { Weights = new float[4] }], new LionRule())).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamRule(0.9, 0.999, 1e-8, false, false, 0));
    }

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var targets = Sizes.Select((length, i) => new UpdateTarget(Guarded.Numbers(length, (ulong)i), Guarded.Numbers(length, 99), Rate, Decay) { First = new float[length] }).ToArray();
        UpdateKernel.Run(targets, new SgdRule(0.9, true));
        return [.. targets.SelectMany(t => t.Weights.ToArray().Concat(t.First.ToArray()))];
    });

    // Around the borders of vectors and of pieces, none among them, in one call.
    private static IEnumerable<int> Sizes => [.. Compare.OddSizes, 40_000, 1, 16_000, 70_001, 0];

    // All parameters in one call, with a step size of their own each, and canaries around all that is written.
    private static void Check(int slots, Rule rule, OneNumber reference, double tolerance = 2e-6)
    {
        var targets = new List<UpdateTarget>();
        var checks = new List<Action>();
        foreach (var length in Sizes)
        {
            var (w, g) = (Guarded.Numbers(length, 1), Guarded.Numbers(length, 2));
            var state = Enumerable.Range(0, 3).Select(slot => slot < slots ? Start(length, slot) : []).ToArray();
            var (actualW, actual) = (new Guarded(length), state.Select(s => new Guarded(s.Length)).ToArray());
            w.CopyTo(actualW.Span);
            for (var slot = 0; slot < slots; slot++)
            {
                state[slot].CopyTo(actual[slot].Span);
            }

            targets.Add(new UpdateTarget(actualW.Memory, g, Rate, Decay) { First = actual[0].Memory, Second = actual[1].Memory, Third = actual[2].Memory });
            checks.Add(() =>
            {
                var (expectedW, expected) = (new float[length], state.Select(s => new float[s.Length]).ToArray());
                var numbers = new double[3];
                for (var i = 0; i < length; i++)
                {
                    for (var slot = 0; slot < 3; slot++)
                    {
                        numbers[slot] = slot < slots ? state[slot][i] : 0;
                    }

                    expectedW[i] = (float)reference(w[i], g[i], ref numbers[0], ref numbers[1], ref numbers[2]);
                    for (var slot = 0; slot < slots; slot++)
                    {
                        expected[slot][i] = (float)numbers[slot];
                    }
                }

                actualW.AssertEqual(expectedW, tolerance);
                for (var slot = 0; slot < 3; slot++)
                {
                    actual[slot].AssertEqual(expected[slot], tolerance);
                }
            });
        }

        rule(targets.ToArray());
        Assert.All(checks, check => check());
    }

    // The first slot as a mean square that no gradient's square lies above, the others small.
    private static float[] Start(int length, int slot) =>
        Array.ConvertAll(Guarded.Numbers(length, (ulong)(slot + 3)), value => slot == 0 ? (value * value) + 0.5f : 0.1f + (0.05f * value));
}
