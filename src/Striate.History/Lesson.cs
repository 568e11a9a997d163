using Striate.Data;

namespace Striate.History;

/// <summary>What a machine gets for its run.</summary>
public sealed class Lesson
{
    /// <summary>Opens the pictures to learn from and to be tested on; it is called by machines that learn from pictures.</summary>
    public Func<(Dataset Train, Dataset Test)> Pictures { get; init; } = () => throw new InvalidOperationException("This lesson has no pictures: set Lesson.Pictures.");

    /// <summary>Whether these pictures are the digits of MNIST, so that errors can be held against those of papers and of other machines.</summary>
    public bool IsOfMnist { get; init; }

    /// <summary>The folder of recordings, for machines that learn from speech.</summary>
    public string Recordings { get; init; } = "";

    /// <summary>Whether it is the long run whose figures stand in the documentation; otherwise it takes at most two minutes on two cores.</summary>
    public bool IsFull { get; init; }

    /// <summary>Decides everything random: equal seeds give equal exhibits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Is told what is going on, and how much of the whole is done, from 0 to 1.</summary>
    public Action<string, double> Tell { get; init; } = (_, _) => { };

    /// <summary>Ends the run.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>Tells how far it is, and ends the run where that is wished.</summary>
    /// <param name="what">What is done now, such as "epoch 3 of 10".</param>
    /// <param name="share">How much of the whole is done, from 0 to 1.</param>
    public void Step(string what, double share)
    {
        Cancel.ThrowIfCancellationRequested();
        Tell(what, share);
    }
}
