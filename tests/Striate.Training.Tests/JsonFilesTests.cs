using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Training.Tests;

/// <summary>The small files of a run folder, damaged: one documented error of one line, and no more memory than they are worth.</summary>
public sealed class JsonFilesTests : IDisposable
{
    private const int Rounds = 400;
    private const long MostBytesOfARound = 4 << 20;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"striate-{Guid.NewGuid():N}.json");

    [Fact]
    public void Description_DamagedAnywhere_OneDocumentedError() =>
        Damage(() => new NetworkDescription("lenet5", [1, 28, 28], ["zero", "one"], [0.1f], [0.3f]).Write(_path), () => NetworkDescription.Read(_path));

    [Fact]
    public void Recipe_DamagedAnywhere_OneDocumentedError() =>
        Damage(() => new Recipe { Augment = "crop:2" }.Write(_path), () => Recipe.Read(_path));

    [Fact]
    public void History_DamagedAnywhere_OneDocumentedError() =>
        Damage(
            () =>
            {
                File.Delete(_path);
                using var file = RunLog.Open(_path);
                var trainer = TinyRun.Trainer(TinyRun.Network());
                trainer.Callbacks.Add(new RunLog(2, file));
                trainer.Fit(TinyRun.Loader(""), TinyRun.Loader(""), 2);
            },
            () => RunHistory.Read(_path));

    public void Dispose() => File.Delete(_path);

    private void Damage(Action write, Action read)
    {
        write();
        read();
        var whole = File.ReadAllBytes(_path);
        var rng = new Rng(1);
        var peak = ResidentMemory.Peak;
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = whole.AsSpan(0, round % 2 == 0 ? whole.Length : rng.NextInt(whole.Length)).ToArray();
            for (var flips = 0; flips < 1 + (round % 3) && damaged.Length > 0; flips++)
            {
                damaged[rng.NextInt(damaged.Length)] ^= (byte)(1 << rng.NextInt(8));
            }

            File.WriteAllBytes(_path, damaged);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read();
            }
            catch (FileFormatException error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesOfARound);
        }

        Assert.InRange(ResidentMemory.Peak - peak, 0, 256_000_000);
    }
}
