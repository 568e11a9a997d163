using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>The facts of the family trees, of which a few are kept back to see whether the net finds them by itself.</summary>
internal sealed class FamilyTask
{
    // Each weight loses a share of 0.0005 at each change, λ·ε / (1 − α), so that codes stay plain.
    private const double Rate = 0.05, Momentum = 0.9, Decay = 0.0005 * (1 - Momentum) / Rate;

    // An output that is as near as this to what is desired is right, as in the paper: nothing is asked of it any more.
    private const double Tolerance = 0.2;

    private readonly (int Person, int Relation, int[] Answers)[] _learned, _kept;
    private readonly Tensor _inputs, _desired;
    private readonly Sgd _optimizer;

    /// <summary>Prepares a net that knows nothing.</summary>
    /// <param name="kept">How many facts are kept back.</param>
    /// <param name="seed">Decides which, and the first weights.</param>
    public FamilyTask(int kept, ulong seed)
    {
        var facts = FamilyTrees.Facts.ToArray();
        new Rng(seed).Shuffle<(int, int, int[])>(facts);
        (_kept, _learned) = (facts[..kept], facts[kept..]);
        (_inputs, _desired) = (Inputs(_learned).Keep(), Desired(_learned).Keep());
        Net.Initialize(seed);
        _optimizer = new Sgd(Net, Rate, Momentum, weightDecay: Decay);
    }

    /// <summary>The net.</summary>
    public FamilyNet Net { get; } = new();

    /// <summary>The error after each sweep so far.</summary>
    public List<double> Errors { get; } = [];

    /// <summary>How many of the facts that it was taught are right.</summary>
    public int CountLearned() => CountRight(_learned);

    /// <summary>How many of the facts that were kept back are right.</summary>
    public int CountFound() => CountRight(_kept);

    /// <summary>Sweeps through all facts that are taught, and changes the weights once after each sweep.</summary>
    /// <param name="sweeps">How often.</param>
    public void Learn(int sweeps)
    {
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            // The first steps are smaller, as in the paper.
            _optimizer.LearningRate = Errors.Count < 20 ? Rate / 2 : Rate;
            using var tape = new Tape();
            var outputs = Net.Forward(_inputs);
            var isWrong = Ops.Greater(Ops.Abs(outputs - _desired), Tolerance);
            var error = SigmoidNet.Error(Ops.Where(isWrong, outputs, _desired), _desired);
            Errors.Add(error.Item());
            error.Backward();
            _optimizer.Step();
        }
    }

    // A fact is right where all of its people, and nobody else, are above a half.
    private int CountRight((int Person, int Relation, int[] Answers)[] facts)
    {
        using var scope = new Scope();
        var outputs = Net.Forward(Inputs(facts)).ToArray().Chunk(FamilyTrees.People.Count);
        return outputs.Zip(facts).Count(pair => pair.First.Index().Where(output => output.Item > 0.5f).Select(output => output.Index).SequenceEqual(pair.Second.Answers));
    }

    private static Tensor Inputs((int Person, int Relation, int[] Answers)[] facts)
    {
        var inputs = Tensor.Zeros([facts.Length, FamilyTrees.People.Count + FamilyTrees.Relations.Count]);
        for (var i = 0; i < facts.Length; i++)
        {
            inputs[i, facts[i].Person] = inputs[i, FamilyTrees.People.Count + facts[i].Relation] = 1;
        }

        return inputs;
    }

    private static Tensor Desired((int Person, int Relation, int[] Answers)[] facts)
    {
        var desired = Tensor.Zeros([facts.Length, FamilyTrees.People.Count]);
        for (var i = 0; i < facts.Length; i++)
        {
            foreach (var person in facts[i].Answers)
            {
                desired[i, person] = 1;
            }
        }

        return desired;
    }
}
