using CsCheck;
using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class EpilogueKernelTests
{
    [Fact]
    public void Run_OddSizes_EqualReference()
    {
        foreach (var channels in Compare.OddSizes)
        {
            foreach (var activation in Enum.GetValues<Activation>())
            {
                Check(5, channels, true, true, true, activation);
                Check(3, channels, false, false, true, activation);
            }
        }

        Check(3000, 24, true, true, false, Activation.Relu);
        Check(3000, 24, false, false, true, Activation.None);
    }

    [Fact]
    public void Run_RandomSizes_EqualReference() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[1, 70], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Enum<Activation>()).Sample(Check, iter: 100);

    [Fact]
    public void Run_NaN_Stays()
    {
        var y = new float[1];
        EpilogueKernel.Run(1, 1, [float.NaN], new Epilogue { Activation = Activation.Relu6 }, y);
        Assert.Equal(float.NaN, y[0]);
    }

    private static void Check(int rows, int channels, bool scaled, bool shifted, bool summed, Activation activation)
    {
        var x = Guarded.Numbers(rows * channels, 1);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] *= 10;
        }

        var scale = scaled ? Guarded.Numbers(channels, 2) : [];
        var shift = shifted ? Guarded.Numbers(channels, 3) : [];
        var residual = summed ? Guarded.Numbers(x.Length, 4) : [];
        Compare.WithReference(
            x.Length,
            y => EpilogueKernel.Reference.Run<double>(
                channels, Compare.Widen(x), Compare.Widen(scale), Compare.Widen(shift), Compare.Widen(residual), activation, y),
            y => EpilogueKernel.Run(rows, channels, x, new Epilogue { Scale = scale, Shift = shift, Residual = residual, Activation = activation }, y),
            scale: 10);
    }
}
