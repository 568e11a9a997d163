using Striate.Versus.Libtorch;
using TorchSharp;

namespace Striate.Versus.Contenders;

/// <summary>Libtorch's product of two square matrices, into memory that is there already.</summary>
/// <param name="a">The left factor.</param>
/// <param name="b">The right factor.</param>
internal sealed class LibtorchMatrixProduct(Operand a, Operand b) : IContender
{
    private readonly torch.Tensor _a = a.ToLibtorch(MemoryFormat.Contiguous);
    private readonly torch.Tensor _b = b.ToLibtorch(MemoryFormat.Contiguous);
    private readonly torch.Tensor _c = torch.zeros(a.Shape[0], b.Shape[1]);

    public void Run()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        _c.addmm_(_a, _b, beta: 0, alpha: 1);
    }

    public IReadOnlyList<Result> Results()
    {
        Run();
        return [new("c", Exchange.ToArray(_c))];
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _c.Dispose();
    }
}
