namespace Striate.Tensors;

/// <summary>
/// Puts the tensors of a run into one block of memory, each where nothing else lies while it is needed: the largest first,
/// each at the lowest place that is free for its time. Pisarchyk and Lee, arXiv:2001.03288, greedy by size.
/// </summary>
internal static class ReplayMemory
{
    private const int Alignment = 64 / sizeof(float);

    /// <summary>Moves every step's tensor but the output into the block.</summary>
    public static void Plan((Tensor Tensor, Deferred Plan)[] steps, Tensor output)
    {
        var lives = Lives(steps, output);
        var placed = new List<(Life Life, int Start)>();
        var length = 0;
        foreach (var life in lives.OrderByDescending(life => life.Tensor.Length))
        {
            var start = 0;
            foreach (var (other, place) in placed.Where(p => p.Life.Overlaps(life)).OrderBy(p => p.Start))
            {
                if (start + life.Length <= place)
                {
                    break;
                }

                start = Math.Max(start, place + other.Length);
            }

            placed.Add((life, start));
            length = Math.Max(length, start + life.Length);
        }

        var block = Storage.RentKept(length).Memory;
        foreach (var (life, start) in placed)
        {
            life.Tensor.MoveTo(new Storage(block.Slice(start, life.Tensor.Length)) { Kept = true });
        }

    }

    private static List<Life> Lives((Tensor Tensor, Deferred Plan)[] steps, Tensor output)
    {
        var lives = new Dictionary<Tensor, Life>();
        for (var i = 0; i < steps.Length; i++)
        {
            lives[steps[i].Tensor] = new Life(steps[i].Tensor, i, i);
            Read(steps[i].Tensor.Producer, i);
        }

        lives.Remove(output.Root);
        return [.. lives.Values];

        // What a step reads are its operation's inputs, or, where one of these is no earlier step but was joined with it, that one's in turn.
        void Read(Operation? operation, int step)
        {
            foreach (var read in operation?.Inputs ?? [])
            {
                if (lives.TryGetValue(read.Root, out var life))
                {
                    life.Last = step;
                }
                else
                {
                    Read(read.Producer, step);
                }
            }
        }
    }

    private sealed class Life(Tensor tensor, int first, int last)
    {
        public Tensor Tensor { get; } = tensor;

        public int Last { get; set; } = last;

        public int Length { get; } = (tensor.Length + Alignment - 1) / Alignment * Alignment;

        public bool Overlaps(Life other) => first <= other.Last && other.First <= Last;

        private int First => first;
    }
}
