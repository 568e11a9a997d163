using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Functions of numbers, tensor by tensor.</summary>
internal static class Numbers
{
    /// <summary>f of each number.</summary>
    public static Tensor Map(Tensor x, Func<float, float> f) => Tensor.From(x.Shape, x.Layout, y =>
    {
        var values = x.Span;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = f(values[i]);
        }
    }).Keep();

    /// <summary>f of each two numbers at one place.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second, same shape and order in memory.</param>
    /// <param name="f">The function.</param>
    public static Tensor Map(Tensor a, Tensor b, Func<float, float, float> f) => Tensor.From(a.Shape, a.Layout, y =>
    {
        var first = a.Span;
        var second = b.Span;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = f(first[i], second[i]);
        }
    }).Keep();
}
