using Striate.Kernels;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ConcatChannelsTests
{
    [Fact]
    public void ConcatChannels_ThreeParts_GradientsEqualFiniteDifferences()
    {
        Run([Random([2, 3, 2, 2], 1), Random([2, 1, 2, 2], 2), Random([2, 2, 2, 2], 3)], inputs => Ops.ConcatChannels([.. inputs]), Join);

        static double[] Join(double[][] inputs)
        {
            int[] channels = [3, 1, 2];
            var y = new double[2 * 4 * 6];
            for (var (part, start) = (0, 0); part < 3; start += channels[part], part++)
            {
                CopyColumnsKernel.Reference.Run<double>(inputs[part], channels[part], 0, y, 6, start, channels[part]);
            }

            return y;
        }
    }

    [Fact]
    public void ConcatChannels_OtherSizes_SaysBoth() => Assert.Equal(
        "channels of [1, 2, 4, 4] and [1, 2, 4, 5] cannot be put together: N, H and W must be equal.",
        Assert.Throws<ShapeException>(() => Ops.ConcatChannels(Tensor.Zeros([1, 2, 4, 4]), Tensor.Zeros([1, 2, 4, 5]))).Message);
}
