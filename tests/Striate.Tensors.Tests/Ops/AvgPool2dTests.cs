using Striate.Kernels.Conv;
using Striate.Kernels.Pool;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class AvgPool2dTests
{
    [Theory]
    [InlineData(2, 2, 0, true)]
    [InlineData(3, 2, 1, true)]
    [InlineData(3, 1, 1, false)]
    public void AvgPool2d_AnySetting_GradientsEqualFiniteDifferences(int kernel, int stride, int padding, bool countIncludePad)
    {
        var g = Pool2dGeometry.Create(2, 3, (7, 6), kernel, stride, padding, 1, Fit.Floor, countIncludePad);
        Run(
            [Random([2, 3, 7, 6], 1)],
            inputs => Ops.AvgPool2d(inputs[0], kernel, stride, padding, countIncludePad: countIncludePad),
            inputs =>
            {
                var y = new double[g.OutputLength];
                AvgPool2dKernel.Reference.Forward<double>(g, inputs[0], y);
                return y;
            });
    }
}
