using System.Diagnostics;
using System.Globalization;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests;

/// <summary>What training steps leave behind: nothing that grows, and little for the garbage collector.</summary>
public class TrainingMemoryTests
{
    private const string ChildSwitch = "STRIATE_TEST_MEMORY_CHILD";
    private const int Steps = 10_000;
    private const long MostGrowth = 4 * 1024 * 1024;

    // The steps' objects are the same for any size of the images; a buffer of any layer would show, as the smallest is 64 numbers long.
    [Fact]
    public void Step_ResNet18AfterItsSecondRun_AllocatesNoBufferAndFewSmallObjects()
    {
        var step = StepOf(new ResNet(18), [2, 3, 64, 64]);
        step();
        step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        step();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    // In a process of its own: other tests take memory at the same time.
    [Fact]
    public async Task Steps_TenThousand_ResidentMemoryStaysFlat()
    {
        if (Environment.GetEnvironmentVariable(ChildSwitch) is null)
        {
            var method = $"{typeof(TrainingMemoryTests).FullName}.{nameof(Steps_TenThousand_ResidentMemoryStaysFlat)}";
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["-method", method, "-noLogo", "-noColor"]) { RedirectStandardOutput = true };
            start.Environment[ChildSwitch] = "1";
            using var child = Process.Start(start)!;
            var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(child.ExitCode == 0 && output.Contains("Total: 1,", StringComparison.Ordinal), output);
            return;
        }

        var step = StepOf(new LeNet5(), [2, 1, 28, 28]);
        var early = ResidentAfter(Steps / 5, step);
        var late = ResidentAfter(Steps - (Steps / 5), step);
        Assert.True(late - early < MostGrowth, string.Create(CultureInfo.InvariantCulture, $"grew from {early:N0} to {late:N0} bytes"));
    }

    private static long ResidentAfter(int steps, Action step)
    {
        for (var i = 0; i < steps; i++)
        {
            step();
        }

        GC.Collect();
        return Environment.WorkingSet;
    }

    private static Action StepOf(Module net, Shape input)
    {
        net.Initialize(1);
        net.Train();
        var images = Tensor.Normal(input, new Rng(2));
        var labels = new int[input[0]];
        var (optimizer, loss) = (new Sgd(net, 0.001, momentum: 0.9), new CrossEntropyLoss());
        return () =>
        {
            using var tape = new Tape(seed: 3);
            loss.Of(net.Forward(images), labels).Backward();
            optimizer.Step();
        };
    }
}
