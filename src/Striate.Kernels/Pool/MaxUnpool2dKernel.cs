using Striate.Kernels.Threading;

namespace Striate.Kernels.Pool;

/// <summary>Puts numbers back to the places that a max pooling found them at, and its gradient; images are channels-last.</summary>
public static unsafe partial class MaxUnpool2dKernel
{
    /// <summary>y[n,c,places[n,c,i]] = x[n,c,i], and 0 elsewhere; of several numbers for one place the last stays.</summary>
    /// <param name="N">Images.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="inputPlaces">Places of an image of the input.</param>
    /// <param name="outputPlaces">Places of an image of the output.</param>
    /// <param name="x">The numbers.</param>
    /// <param name="places">Whole numbers from 0 to <paramref name="outputPlaces"/> − 1, as many.</param>
    /// <param name="y">Output.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a number is no place.</exception>
    public static void Forward(int N, int channels, int inputPlaces, int outputPlaces, ReadOnlySpan<float> x, ReadOnlySpan<float> places, Span<float> y)
    {
        Check(N, channels, inputPlaces, outputPlaces, x, places, y);
        fixed (float* px = x, p = places, py = y)
        {
            Workers.For(N, new ForwardImage(channels, inputPlaces, outputPlaces, px, p, py));
        }
    }

    /// <summary>dx[n,c,i] = dy[n,c,places[n,c,i]].</summary>
    /// <param name="N">Images.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="inputPlaces">Places of an image of the input.</param>
    /// <param name="outputPlaces">Places of an image of the output.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="places">As in the forward pass.</param>
    /// <param name="dx">Gradient of the numbers, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a number is no place.</exception>
    public static void Backward(int N, int channels, int inputPlaces, int outputPlaces, ReadOnlySpan<float> dy, ReadOnlySpan<float> places, Span<float> dx)
    {
        Check(N, channels, inputPlaces, outputPlaces, dx, places, dy);
        fixed (float* pdy = dy, p = places, pdx = dx)
        {
            Workers.For(N, new BackwardImage(channels, inputPlaces, outputPlaces, pdy, p, pdx));
        }
    }

    private static void Check(int N, int channels, int inputPlaces, int outputPlaces, ReadOnlySpan<float> x, ReadOnlySpan<float> places, ReadOnlySpan<float> y)
    {
        Border.Length(x, (long)N * channels * inputPlaces);
        Border.SameLength(x, places);
        Border.Length(y, (long)N * channels * outputPlaces);
        foreach (var place in places)
        {
            if (!(place >= 0 && place < outputPlaces && place == MathF.Floor(place)))
            {
                throw new ShapeException($"{place} is no place of an image of {outputPlaces}: expected a whole number from 0 to {outputPlaces - 1}, as max pooling gives them.");
            }
        }
    }

    private readonly struct ForwardImage(int C, int inputPlaces, int outputPlaces, float* x, float* places, float* y) : IChunkedWork
    {
        public void Run(int n)
        {
            var image = y + ((nint)n * outputPlaces * C);
            new Span<float>(image, outputPlaces * C).Clear();
            var start = (nint)n * inputPlaces * C;
            for (var i = 0; i < inputPlaces; i++, start += C)
            {
                for (var c = 0; c < C; c++)
                {
                    image[((nint)places[start + c] * C) + c] = x[start + c];
                }
            }
        }
    }

    private readonly struct BackwardImage(int C, int inputPlaces, int outputPlaces, float* dy, float* places, float* dx) : IChunkedWork
    {
        public void Run(int n)
        {
            var image = dy + ((nint)n * outputPlaces * C);
            var start = (nint)n * inputPlaces * C;
            for (var i = 0; i < inputPlaces; i++, start += C)
            {
                for (var c = 0; c < C; c++)
                {
                    dx[start + c] = image[((nint)places[start + c] * C) + c];
                }
            }
        }
    }
}
