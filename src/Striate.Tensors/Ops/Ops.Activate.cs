using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    // An activation whose gradient follows from its output. Where the operation before takes it along, only that one has to know.
    private static Tensor Activate(string name, Tensor x, Activation activation)
    {
        var y = x.Then(Finish.By(activation));
        if (x is { IsJoined: true, JoinedActivation: null })
        {
            x.JoinedActivation = activation;
        }

        return Tape.Record(name, [x], y, null, dy =>
        {
            if (x.PassesActivation || y.IsGradOfActivationInput)
            {
                x.ShareGrad(dy);
            }
            else
            {
                x.ReceiveGradInPlace(dy, (gradient, dx) => ActivationKernel.Backward(activation, y.Span, gradient, dx));
            }
        });
    }
}
