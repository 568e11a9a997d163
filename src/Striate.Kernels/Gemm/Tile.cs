namespace Striate.Kernels.Gemm;

/// <summary>A size of tile and the code that computes one.</summary>
internal readonly unsafe struct Tile(int rows, int columns, delegate*<in Depth, float*, float*, float*, nint, bool, void> run)
{
    private readonly delegate*<in Depth, float*, float*, float*, nint, bool, void> _run = run;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Computes one full tile; see <see cref="MicroKernel"/>.</summary>
    public void Run(in Depth depth, float* a, float* b, float* c, nint ldc, bool accumulate) => _run(depth, a, b, c, ldc, accumulate);
}
