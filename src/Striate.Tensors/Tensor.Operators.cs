namespace Striate.Tensors;

/// <content>The arithmetic operators, which are operations like all others.</content>
public sealed partial class Tensor
{
    /// <summary>A number is a tensor without axes, so that operations and operators take numbers beside tensors.</summary>
    /// <param name="value">The number, rounded to float32.</param>
    public static implicit operator Tensor(double value) => Full([], (float)value);

    /// <summary>See <see cref="Ops.Add"/>.</summary>
    /// <param name="left">One summand.</param>
    /// <param name="right">The other.</param>
    public static Tensor operator +(Tensor left, Tensor right) => Ops.Add(left, right);

    /// <summary>See <see cref="Ops.Subtract"/>.</summary>
    /// <param name="left">What is lessened.</param>
    /// <param name="right">By how much.</param>
    public static Tensor operator -(Tensor left, Tensor right) => Ops.Subtract(left, right);

    /// <summary>See <see cref="Ops.Multiply"/>, number by number; for matrices see <see cref="Ops.MatMul"/>.</summary>
    /// <param name="left">One factor.</param>
    /// <param name="right">The other.</param>
    public static Tensor operator *(Tensor left, Tensor right) => Ops.Multiply(left, right);

    /// <summary>See <see cref="Ops.Divide"/>.</summary>
    /// <param name="left">What is divided.</param>
    /// <param name="right">By what.</param>
    public static Tensor operator /(Tensor left, Tensor right) => Ops.Divide(left, right);

    /// <summary>See <see cref="Ops.Negate"/>.</summary>
    /// <param name="value">The tensor.</param>
    public static Tensor operator -(Tensor value) => Ops.Negate(value);
}
