using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Striate.Insight;

/// <summary>
/// Which parts of an image speak for a class. A method gives either a number for each number of the image, shape [1, C, H, W],
/// or a map of places, shape [1, 1, H, W]. The network rests meanwhile (<see cref="AtRest"/>) and is as before afterwards.
/// </summary>
/// <example><code>
/// var map = Saliency.GradCam(net, image);
/// PictureFile.Write(HeatMap.Over(picture, map), "why.png");
/// </code></example>
public static partial class Saliency
{
    /// <summary>The class that the network answers with.</summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    public static int Answer(Module network, Tensor image)
    {
        Check(network, image);
        using var rest = new AtRest(network);
        using var scope = new Scope();
        return Target(network.Forward(image), null);
    }

    private static void Check(Module network, Tensor image)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        if (image.Shape.Rank != 4 || image.Shape[0] != 1)
        {
            throw new ShapeException($"saliency: got images {image.Shape}, expected one, [1, C, H, W]. Give them one by one.");
        }
    }

    private static int Target(Tensor scores, int? target)
    {
        if (scores.Shape.Rank != 2)
        {
            throw new ShapeException($"saliency: the network gives {scores.Shape}, expected scores of classes, [N, K]. Take a network that classifies.");
        }

        var classes = scores.Shape[1];
        return target is null or >= 0 && !(target >= classes)
            ? target ?? TensorPrimitives.IndexOfMax(scores.Span[..classes])
            : throw new ArgumentOutOfRangeException(nameof(target), $"saliency: class {target} of a network with {classes} classes; give one from 0 to {classes - 1}.");
    }

    // The gradient of the target's score, and the score.
    private static (Tensor Gradient, float Score) Derive(Module network, Tensor image, int? target)
    {
        Check(network, image);
        using var rest = new AtRest(network);
        using var tape = new Tape(seed: 0);
        var x = Leaf(image);
        var scores = network.Forward(x);
        return (Back(scores, Target(scores, target), x), scores.Span[Target(scores, target)]);
    }

    // The same with one rule for all ReLUs in place of their derivative: what goes back, of what came in and what came back.
    private static Tensor DeriveWith(Func<float, float, float> relu, string method, Module network, Tensor image, int? target)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var rule = new ReluRule(network, relu);
        return rule.Count > 0
            ? Derive(network, image, target).Gradient
            : throw new ArgumentException($"{method} changes what ReLUs pass back, and {network} has none. Take the gradient.", nameof(network));
    }

    private static Tensor Leaf(Tensor image)
    {
        var x = image.Clone();
        x.RequiresGrad = true;
        return x;
    }

    // The gradient of one score, as a copy that outlives the tape.
    private static Tensor Back(Tensor scores, int target, Tensor x)
    {
        Walk(scores, target);
        return x.Grad!.Clone().Keep();
    }

    private static void Walk(Tensor scores, int target)
    {
        var gradient = Tensor.Zeros(scores.Shape);
        gradient.Span[target] = 1;
        scores.Backward(gradient);
    }
}
