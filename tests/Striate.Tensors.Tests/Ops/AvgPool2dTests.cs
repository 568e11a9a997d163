using Striate.Kernels.Conv;
using Striate.Kernels.Pool;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class AvgPool2dTests
{
    [Theory]
    [InlineData(2, 2, 0, Fit.Floor, true)]
    [InlineData(3, 2, 1, Fit.Floor, true)]
    [InlineData(3, 1, 1, Fit.Floor, false)]
    [InlineData(3, 2, 1, Fit.Ceiling, true)]
    [InlineData(2, 4, 1, Fit.Ceiling, false)]
    public void AvgPool2d_AnySetting_GradientsEqualFiniteDifferences(int kernel, int stride, int padding, Fit fit, bool countIncludePad)
    {
        var g = Pool2dGeometry.Create(2, 3, (7, 6), kernel, stride, padding, 1, fit, countIncludePad);
        Run(
            [Random([2, 3, 7, 6], 1)],
            inputs => Ops.AvgPool2d(inputs[0], kernel, stride, padding, fit, countIncludePad),
            inputs =>
            {
                var y = new double[g.OutputLength];
                AvgPool2dKernel.Reference.Forward<double>(g, inputs[0], y);
                return y;
            });
    }
}
