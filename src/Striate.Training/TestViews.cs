using System.Numerics.Tensors;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.Training;

/// <summary>
/// The views of each image that a network gives scores to when it is tested; their weighted mean counts. Mirror images and shifts
/// cost a forward pass each and take away a part of the mistakes.
/// </summary>
/// <remarks>Krizhevsky, Sutskever and Hinton, NIPS 2012, section 4.1; the six of <see cref="MirrorAndShift"/>: Jordan, arXiv:2404.00498.</remarks>
public sealed class TestViews
{
    private readonly (float Weight, bool Mirror, int Shift)[] _views;

    private TestViews(string name, params (float Weight, bool Mirror, int Shift)[] views) => (Name, _views) = (name, views);

    /// <summary>The image as it is.</summary>
    public static TestViews One { get; } = new("one", (1, false, 0));

    /// <summary>The image and its mirror image.</summary>
    public static TestViews Mirror { get; } = new("mirror", (1 / 2f, false, 0), (1 / 2f, true, 0));

    /// <summary>The image, half of the whole, and it shifted by one pixel up and left and by one down and right, a quarter each; of all three the mirror image too.</summary>
    public static TestViews MirrorAndShift { get; } = new(
        "mirror-shift", (1 / 4f, false, 0), (1 / 4f, true, 0), (1 / 8f, false, -1), (1 / 8f, true, -1), (1 / 8f, false, 1), (1 / 8f, true, 1));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TestViews> All { get; } = [One, Mirror, MirrorAndShift];

    /// <summary>Its name in a recipe.</summary>
    public string Name { get; }

    /// <summary>How many views of an image.</summary>
    public int Count => _views.Length;

    /// <summary>Finds views by their name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The views, or null.</returns>
    public static TestViews? Find(string name) => All.FirstOrDefault(views => views.Name == name);

    /// <summary>The mean of a network's scores over the views.</summary>
    /// <param name="network">The network, usually not learning (<see cref="Module.Eval"/>).</param>
    /// <param name="images">Shape [N, C, H, W].</param>
    /// <returns>Scores, shape [N, classes].</returns>
    /// <exception cref="ShapeException">Not images.</exception>
    public Tensor Scores(Module network, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        if (_views.Length == 1)
        {
            return network.Forward(images);
        }

        images = Ops.ToChannelsLast(images);
        Tensor? sum = null;
        foreach (var (weight, mirror, shift) in _views)
        {
            var scores = network.Forward(Seen(images, mirror, shift));
            sum ??= Tensor.Zeros(scores.Shape, scores.Layout);
            TensorPrimitives.MultiplyAdd(scores.Span, weight, sum.Span, sum.Span);
        }

        return sum!;
    }

    /// <summary>"mirror".</summary>
    public override string ToString() => Name;

    // Rows and columns further down and right by the shift; what comes in at the edge is reflected.
    private static Tensor Seen(Tensor images, bool mirror, int shift)
    {
        if (!mirror && shift == 0)
        {
            return images;
        }

        var (N, C, H, W) = (images.Shape[0], images.Shape[1], images.Shape[2], images.Shape[3]);
        return Tensor.From(images.Shape, Layout.ChannelsLast, y =>
        {
            var x = images.Span;
            for (var row = 0; row < N * H; row++)
            {
                var old = x.Slice(((row / H * H) + Inside(row % H + shift, H)) * W * C, W * C);
                var seen = y.Slice(row * W * C, W * C);
                for (var j = 0; j < W; j++)
                {
                    var column = Inside((mirror ? W - 1 - j : j) + shift, W);
                    old.Slice(column * C, C).CopyTo(seen[(j * C)..]);
                }
            }
        });
    }

    private static int Inside(int place, int length) =>
        Math.Clamp(place < 0 ? -place : place >= length ? (2 * (length - 1)) - place : place, 0, length - 1);
}
