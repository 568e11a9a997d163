using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>How much the score falls when a square is covered: for each place the mean over the squares that cover it. Zeiler and
    /// Fergus, arXiv:1311.2901, section 4.2.</summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <param name="window">Side of the square in pixels; null for a fifth of the image's shorter side.</param>
    /// <param name="stride">Pixels from one square to the next; null for half a side.</param>
    /// <param name="step">Is told how many of how many squares are done.</param>
    /// <param name="cancel">Ends it early, with what is done; the rest of the map is 0.</param>
    /// <returns>Shape [1, 1, H, W]; negative where the class is seen better without.</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    public static Tensor Occlusion(
        Module network, Tensor image, int? target = null, int? window = null, int? stride = null, Action<int, int>? step = null, CancellationToken cancel = default)
    {
        Check(network, image);
        var (height, width) = (image.Shape[2], image.Shape[3]);
        var side = window ?? Math.Max(1, Math.Min(height, width) / 5);
        var pace = stride ?? Math.Max(1, side / 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1, nameof(window));
        ArgumentOutOfRangeException.ThrowIfLessThan(pace, 1, nameof(stride));

        using var rest = new AtRest(network);
        using var scope = new Scope();
        var scores = network.Forward(image);
        var place = Target(scores, target);
        var score = scores.Span[place];
        var (falls, counts) = (new float[height * width], new int[height * width]);
        var squares = (from top in Starts(height, side, pace) from left in Starts(width, side, pace) select (top, left)).ToList();
        for (var i = 0; i < squares.Count && !cancel.IsCancellationRequested; i++)
        {
            using var inner = new Scope();
            var (top, left) = squares[i];
            var (bottom, right) = (Math.Min(top + side, height), Math.Min(left + side, width));
            var fall = score - network.Forward(Covered(image, top, left, bottom, right)).Span[place];
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                {
                    falls[(y * width) + x] += fall;
                    counts[(y * width) + x]++;
                }
            }

            step?.Invoke(i + 1, squares.Count);
        }

        return Tensor.From([.. falls.Zip(counts, (fall, count) => fall / Math.Max(count, 1))], [1, 1, height, width]).Keep();
    }

    // The last square ends where the image does.
    private static IEnumerable<int> Starts(int length, int side, int pace)
    {
        var last = Math.Max(length - side, 0);
        for (var start = 0; start < last; start += pace)
        {
            yield return start;
        }

        yield return last;
    }

    private static Tensor Covered(Tensor image, int top, int left, int bottom, int right)
    {
        var values = image.ToArray();
        var (height, width) = (image.Shape[2], image.Shape[3]);
        for (var c = 0; c < image.Shape[1]; c++)
        {
            for (var y = top; y < bottom; y++)
            {
                values.AsSpan((((c * height) + y) * width) + left, right - left).Clear();
            }
        }

        return Tensor.From(values, image.Shape);
    }
}
