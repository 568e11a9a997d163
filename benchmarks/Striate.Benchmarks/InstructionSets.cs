using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;

namespace Striate.Benchmarks;

/// <summary>Runs every benchmark as the machine is and with ever narrower vectors, on one thread.</summary>
internal sealed class InstructionSets : ManualConfig
{
    public InstructionSets()
    {
        Add(DefaultConfig.Instance);
        HideColumns(Column.EnvironmentVariables);
        AddJob(Narrowed("as is").AsBaseline(), Narrowed("256 bits", "DOTNET_EnableAVX512"), Narrowed("128 bits", "DOTNET_EnableAVX2"));
        AddJob(Narrowed("none", "DOTNET_EnableHWIntrinsic"));
    }

    private static Job Narrowed(string id, string? switchedOff = null)
    {
        var job = Job.ShortRun.WithId(id).WithRuntime(CoreRuntime.Core10_0).WithEnvironmentVariable("STRIATE_THREADS", "1");
        return switchedOff is null ? job : job.WithEnvironmentVariable(switchedOff, "0");
    }
}
