using System.Numerics.Tensors;
using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>What is still to become of a tensor's numbers, in this order: v · Scale + Shift + Residual, and then the activation.</summary>
/// <param name="Scale">A factor for each channel, or null.</param>
/// <param name="Shift">A number added to each channel, or null.</param>
/// <param name="Residual">A tensor of the same shape and order that is added, or null.</param>
/// <param name="Activation">What comes last.</param>
internal sealed record Finish(Tensor? Scale = null, Tensor? Shift = null, Tensor? Residual = null, Activation Activation = Activation.None)
{
    /// <summary>The numbers stay as they are.</summary>
    public static Finish Nothing { get; } = new();

    private static readonly Finish[] Activations = [.. Enum.GetValues<Activation>().Select(activation => new Finish(Activation: activation))];

    /// <summary>Whether an activation is all there is.</summary>
    public bool IsActivationOnly => Scale is null && Shift is null && Residual is null;

    private bool IsScaledOnly => Residual is null && Activation == Activation.None;

    /// <summary>An activation alone.</summary>
    public static Finish By(Activation activation) => Activations[(int)activation];

    /// <summary>This and then another, as one; null where the order does not allow it.</summary>
    public Finish? Then(Finish next)
    {
        if (next.Scale is null && next.Shift is null)
        {
            var order = next.Residual is null ? Activation == Activation.None : IsScaledOnly;
            return order ? this with { Residual = next.Residual ?? Residual, Activation = next.Activation } : null;
        }

        if (!IsScaledOnly || Scale is not null)
        {
            return null;
        }

        // (v + a) · s + b = v · s + (a · s + b)
        if (Shift is null || next.Scale is null)
        {
            return Shift is null ? next : null;
        }

        var shift = Tensor.Uninitialized(Shift.Shape);
        TensorPrimitives.MultiplyAdd(Shift.Span, next.Scale.Span, next.Shift is { } b ? b.Span : Tensor.Zeros(Shift.Shape).Span, shift.Span);
        return next with { Shift = shift };
    }

    /// <summary>The same for a kernel.</summary>
    public Epilogue ToEpilogue() => new()
    {
        Scale = Scale is null ? [] : Scale.Span,
        Shift = Shift is null ? [] : Shift.Span,
        Residual = Residual is null ? [] : Residual.Span,
        Activation = Activation,
    };
}
