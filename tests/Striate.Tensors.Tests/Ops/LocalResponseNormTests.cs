using Striate.Kernels.Norm;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class LocalResponseNormTests
{
    [Theory]
    [InlineData(5, 1e-4, 0.75, 1)]
    [InlineData(5, 1, 0.75, 2)]
    [InlineData(4, 0.5, 0.6, 1)]
    public void LocalResponseNorm_AnySetting_GradientsEqualFiniteDifferences(int size, double alpha, double beta, double k)
    {
        var settings = LocalResponseNormSettings.Create(size, alpha, beta, k);
        foreach (var x in new[] { Random([2, 7, 2, 2], 1, 2), Random([3, 3], 1, 2) })
        {
            Run(
                [x],
                inputs => Ops.LocalResponseNorm(inputs[0], size, alpha, beta, k),
                inputs =>
                {
                    var y = new double[x.Length];
                    LocalResponseNormKernel.Reference.Forward<double>(x.Shape[1], settings, inputs[0], y);
                    return y;
                });
        }
    }
}
