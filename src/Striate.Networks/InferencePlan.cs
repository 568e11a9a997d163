using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A network made ready to run on images of one shape: its layers are joined, its weights lie in the order that the kernels
/// read, memory is planned, and a run allocates nothing. It keeps the weights that the network has when the plan is made. Not
/// for several threads at once; each may have a plan of its own.
/// </summary>
/// <example><code>
/// var plan = InferencePlan.Of(net, [1, 3, 224, 224]);
/// var scores = plan.Run(image);
/// </code></example>
public sealed class InferencePlan
{
    private readonly Replay _replay;

    private InferencePlan(Replay replay) => _replay = replay;

    /// <summary>Where the images go, for those who fill them in place before <see cref="Run()"/>. Channels-last.</summary>
    public Tensor Input => _replay.Input;

    /// <summary>What the last run computed.</summary>
    public Tensor Output => _replay.Output;

    /// <summary>Makes a plan.</summary>
    /// <param name="network">The network, as it is in eval mode; its mode is as before afterwards.</param>
    /// <param name="input">The shape of the images, [N, C, H, W].</param>
    /// <exception cref="ShapeException">The shape does not fit the network.</exception>
    /// <exception cref="ArgumentException">A layer of the network computes its result in a way that cannot be repeated.</exception>
    public static InferencePlan Of(Module network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var rest = new AtRest(network);
        return new InferencePlan(Replay.Of(network.Forward, input));
    }

    /// <summary>Runs the network on images.</summary>
    /// <param name="images">Images of the plan's shape, in either order of memory.</param>
    /// <returns>The network's output, which the next run overwrites.</returns>
    /// <exception cref="ShapeException">Another shape.</exception>
    public Tensor Run(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape != Input.Shape)
        {
            throw new ShapeException($"images {images.Shape}, expected {Input.Shape}, for which the plan was made. Make another plan for another shape.");
        }

        if (images.Layout == Input.Layout)
        {
            images.Span.CopyTo(Input.Span);
        }
        else if (Input.Layout == Layout.RowMajor)
        {
            images.CopyTo(Input.Span);
        }
        else
        {
            Input.CopyFrom(images.Span);
        }

        return Run();
    }

    /// <summary>Runs the network on what <see cref="Input"/> holds.</summary>
    /// <returns>As <see cref="Run(Tensor)"/>.</returns>
    public Tensor Run() => _replay.Run();
}
