using BenchmarkDotNet.Running;

namespace Striate.Benchmarks;

/// <summary>Kernels under each instruction set; <c>--list flat</c> names them, <c>--filter *Gemm*</c> selects.</summary>
internal static class Program
{
    private static readonly string[] ThatMeasureNothing = ["--list", "--help", "--version", "--info"];

    // The library explains what is wrong with the arguments, and that is no failure to it.
    private static int Main(string[] args)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new InstructionSets()).ToList();
        var hasResults = summaries.Count > 0 && summaries.TrueForAll(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
        return hasResults || args.Intersect(ThatMeasureNothing).Any() ? 0 : 1;
    }
}
