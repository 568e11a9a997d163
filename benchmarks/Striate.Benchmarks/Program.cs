using BenchmarkDotNet.Running;

namespace Striate.Benchmarks;

/// <summary>Kernels under each instruction set; <c>--list flat</c> names them, <c>--filter *Gemm*</c> selects.</summary>
internal static class Program
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new InstructionSets());
}
