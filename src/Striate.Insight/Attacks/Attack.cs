using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Adversarial examples: how little it takes to change a network's answer.</summary>
/// <example><code>
/// var example = Attack.Smallest(net, image, Normalize.ImageNet);
/// Console.WriteLine($"{example?.Epsilon:0.00} steps of 1/255");
/// </code></example>
public static class Attack
{
    private const double Weakest = 0.125;
    private const double Strongest = 64;

    // PGD's steps, of which two and a half times as much fits into ε.
    private const double Reach = 2.5;

    /// <summary>
    /// An image within ε of another with as large a loss of the first answer as the method finds: x + ε·sign ∂loss/∂x in one step, or in many smaller ones,
    /// each followed by a projection to within ε. No pixel gets darker than black or lighter than white.
    /// </summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="normalize">How the image was made of pixels.</param>
    /// <param name="label">The class that it is to be taken away from.</param>
    /// <param name="epsilon">ε in steps of 1/255.</param>
    /// <param name="method">One step or many.</param>
    /// <param name="iterations">Steps of the second method.</param>
    /// <param name="seed">Decides its start.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="ShapeException">More than one image.</exception>
    public static Tensor Within(
        Module network, Tensor image, Normalize normalize, int label, double epsilon,
        AttackMethod method = AttackMethod.ProjectedGradientDescent, int iterations = 10, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(normalize);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        var bounds = new PixelBounds(image, normalize, epsilon);
        if (method == AttackMethod.FastGradientSign)
        {
            return bounds.Step(image, Loss(network, image, label), 1);
        }

        var noise = new Rng(seed);
        var x = bounds.Step(image, Tensor.From(image.Shape, image.Layout, values =>
        {
            foreach (ref var value in values)
            {
                value = noise.NextFloat(-1, 1);
            }
        }), 1, signed: false);
        for (var i = 0; i < iterations; i++)
        {
            x = bounds.Step(x, Loss(network, x, label), Reach / iterations);
        }

        return x;
    }

    /// <summary>The least ε that changes the answer, by bisection: doubled from an eighth until it does, then halved in until it is known to a twentieth.</summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="normalize">How the image was made of pixels.</param>
    /// <param name="method">One step or many.</param>
    /// <param name="iterations">Steps of the second method.</param>
    /// <param name="seed">Decides its start.</param>
    /// <param name="step">Is told how many ε were tried.</param>
    /// <param name="cancel">Ends it early with the best so far.</param>
    /// <returns>The example, or null if none was found within 64 steps of 1/255.</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    public static AdversarialExample? Smallest(
        Module network, Tensor image, Normalize normalize, AttackMethod method = AttackMethod.ProjectedGradientDescent, int iterations = 10, ulong seed = 0,
        Action<int>? step = null, CancellationToken cancel = default)
    {
        var first = Probabilities.Of(network, image);
        var label = Array.IndexOf(first, first.Max());
        var (low, high, tried) = (0.0, Weakest, 0);
        AdversarialExample? best = null;
        while (!cancel.IsCancellationRequested && (best is null ? high <= Strongest : high - low > high / 20))
        {
            var epsilon = best is null ? high : (low + high) / 2;
            var attacked = Within(network, image, normalize, label, epsilon, method, iterations, seed);
            var probabilities = Probabilities.Of(network, attacked);
            var after = Array.IndexOf(probabilities, probabilities.Max());
            if (after != label)
            {
                best = new AdversarialExample(attacked, epsilon, label, first[label], after, probabilities[after]);
                high = epsilon;
            }
            else
            {
                low = epsilon;
                high = best is null ? 2 * high : high;
            }

            step?.Invoke(++tried);
        }

        return best;
    }

    // The gradient of the loss that is to grow.
    private static Tensor Loss(Module network, Tensor image, int label)
    {
        using var rest = new AtRest(network);
        using var tape = new Tape(seed: 0);
        var x = image.Clone();
        x.RequiresGrad = true;
        Ops.CrossEntropy(network.Forward(x), [label]).Backward();
        return x.Grad!.Clone().Keep();
    }
}
