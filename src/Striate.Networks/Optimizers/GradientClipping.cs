using System.Globalization;
using System.Numerics.Tensors;
using Striate.Kernels.Reduce;

namespace Striate.Networks;

/// <summary>Keeps gradients small, between the backward pass and the step of the optimiser. Pascanu, Mikolov and Bengio, arXiv:1211.5063.</summary>
/// <example><code>
/// loss.Backward();
/// GradientClipping.ByNorm(net, 1);
/// optimizer.Step();
/// </code></example>
public static class GradientClipping
{
    // As in PyTorch, for a norm of 0.
    private const double Epsilon = 1e-6;

    /// <summary>Scales all gradients down together where their norm, that of all numbers as one vector, is too large.</summary>
    /// <param name="network">Whose parameters' gradients.</param>
    /// <param name="maxNorm">The largest norm.</param>
    /// <returns>The norm before. If it is not finite the gradients become so as well, for whoever looks for that.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The largest norm is not above 0.</exception>
    public static double ByNorm(Module network, double maxNorm)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(maxNorm, nameof(maxNorm));
        var norm = Math.Sqrt(Gradients(network).Sum(gradient => SumOfSquaresKernel.Run(gradient.Span)));
        var scale = maxNorm / (norm + Epsilon);
        if (!(scale >= 1))
        {
            Scale(network, scale);
        }

        return norm;
    }

    /// <summary>Brings every number of the gradients between two bounds.</summary>
    /// <param name="network">Whose parameters' gradients.</param>
    /// <param name="maxValue">The largest magnitude; a NaN stays one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The largest magnitude is not above 0.</exception>
    public static void ByValue(Module network, double maxValue)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(maxValue, nameof(maxValue));
        foreach (var gradient in Gradients(network))
        {
            TensorPrimitives.Clamp(gradient.Span, (float)-maxValue, (float)maxValue, gradient.Span);
        }
    }

    /// <summary>Multiplies all gradients.</summary>
    /// <param name="network">Whose parameters' gradients.</param>
    /// <param name="scale">By what, such as one over the number of batches that they are the sum over.</param>
    public static void Scale(Module network, double scale)
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (var gradient in Gradients(network))
        {
            TensorPrimitives.Multiply(gradient.Span, (float)scale, gradient.Span);
        }
    }

    private static IEnumerable<Memory<float>> Gradients(Module network) =>
        network.Parameters().Where(p => p.Parameter.Grad is not null).Select(p => p.Parameter.Grad!.Memory);

    private static void Check(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"Gradient clipping: {name} is {value}, expected above 0."));
        }
    }
}
