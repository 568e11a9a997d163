namespace Striate.Kernels.Gemm;

/// <summary>A size of tile and the code that computes one.</summary>
internal readonly unsafe struct Tile(
    int rows, int columns, delegate*<int, float*, nint, nint, float*, nint, float*, nint, bool, void> run)
{
    private readonly delegate*<int, float*, nint, nint, float*, nint, float*, nint, bool, void> _run = run;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Computes one full tile; see <see cref="MicroKernel"/>.</summary>
    public void Run(int K, LeftFactor a, float* b, nint bStride, float* c, nint ldc, bool accumulate) =>
        _run(K, a.Pointer, a.RowStride, a.StepStride, b, bStride, c, ldc, accumulate);
}
