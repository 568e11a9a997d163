using System.Numerics;

namespace Striate.Kernels.Reduce;

/// <summary>
/// One term of a loss that is a sum over pairs of numbers, an output of the network and what it should have been. A loss of that
/// kind is a struct that says this and nothing else; <see cref="PointwiseLossKernel"/> does the rest.
/// </summary>
public interface ILossTerm
{
    /// <summary>The terms of a vector of pairs, and their slopes.</summary>
    /// <param name="x">Outputs.</param>
    /// <param name="target">Targets.</param>
    /// <param name="dx">The derivative of each term by its output.</param>
    /// <param name="dtarget">The derivative of each term by its target.</param>
    /// <returns>The terms. A NaN in either stays one.</returns>
    Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget);
}
