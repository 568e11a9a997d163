using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Rectified linear unit.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = max(x, 0).</returns>
    /// <remarks>Nair and Hinton, ICML 2010. The gradient at 0 is taken to be 0.</remarks>
    public static Tensor Relu(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Activate("Relu", x, Activation.Relu);
    }

    // An activation whose gradient follows from its output. Where the operation before takes it along, only that one has to know.
    private static Tensor Activate(string name, Tensor x, Activation activation)
    {
        var y = x.Then(new Finish(Activation: activation));
        if (x is { IsJoined: true, JoinedActivation: null })
        {
            x.JoinedActivation = activation;
        }

        return Tape.Record(name, [x], y, null, dy =>
        {
            if (x.PassesActivation)
            {
                x.ShareGrad(dy);
            }
            else
            {
                x.ReceiveGradInPlace(dy, (gradient, dx) => ReluKernel.Backward(y.Span, gradient, dx));
            }
        });
    }
}
