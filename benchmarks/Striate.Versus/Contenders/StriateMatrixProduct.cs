using Striate.Kernels.Gemm;

namespace Striate.Versus.Contenders;

/// <summary>Striate's kernel of the product of two square matrices.</summary>
/// <param name="a">The left factor.</param>
/// <param name="b">The right factor.</param>
internal sealed class StriateMatrixProduct(Operand a, Operand b) : IContender
{
    private readonly GemmGeometry _geometry = GemmGeometry.Create(a.Shape[0], b.Shape[1], a.Shape[1]);
    private readonly float[] _a = a.Values(), _b = b.Values(), _c = new float[a.Shape[0] * b.Shape[1]];

    public void Run() => GemmKernel.Run(_geometry, _a, _b, [], _c);

    public IReadOnlyList<Result> Results()
    {
        Run();
        return [new("c", [.. _c])];
    }

    public void Dispose()
    {
    }
}
