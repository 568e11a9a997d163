using System.Diagnostics.CodeAnalysis;
using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>
/// A scope that also records: every operation while it is the innermost scope of its thread, in order. Walking back over
/// them gives the gradients. Reverse-mode differentiation: Griewank and Walther, Evaluating Derivatives, SIAM 2008.
/// </summary>
/// <example><code>
/// using var tape = new Tape();
/// var loss = Ops.CrossEntropy(net.Forward(images), labels);
/// loss.Backward();
/// optimizer.Step();
/// </code></example>
public sealed class Tape : Scope
{
    // As many as the tape before had: the next step is like the last one.
    [ThreadStatic]
    private static int _usualCount;

    private readonly List<Operation> _operations = new(_usualCount);
    private readonly ulong _seed;
    private readonly List<(Tensor Tensor, Deferred Plan)>? _computed;
    private readonly List<SideOutput> _sideOutputs = [];
    private ulong _draws;

    /// <summary>Starts recording.</summary>
    /// <param name="seed">Decides everything random in this run (dropout); null draws one from <see cref="Rng.Default"/>.</param>
    public Tape(ulong? seed = null)
        : this(seed ?? Rng.Default.NextBits(), forReplay: false)
    {
    }

    private Tape(ulong seed, bool forReplay)
    {
        _seed = seed;
        _computed = forReplay ? [] : null;
    }

    /// <summary>Starts recording a run that will be repeated and has no gradients.</summary>
    internal static Tape ForReplay() => new(0, forReplay: true);

    /// <summary>
    /// Starts recording without computing: shapes, geometries and layers are all there, and it takes next to no memory and
    /// time. Numbers that somebody looks at nevertheless are computed there and then.
    /// </summary>
    public static Tape OfShapes() => new(0, forReplay: false) { IsOfShapes = true };

    /// <summary>Whether operations are recorded without being computed.</summary>
    internal bool IsOfShapes { get; private init; }

    /// <summary>Whether what is recorded can be walked back.</summary>
    internal bool HasGradients => _computed is null;

    /// <summary>What was computed, in this order, and how; kept for a replay alone.</summary>
    internal IReadOnlyList<(Tensor Tensor, Deferred Plan)> Computed => _computed ?? [];

    /// <summary>The tape that records on this thread now: the innermost scope if it is one.</summary>
    public static new Tape? Current => Scope.Current as Tape;

    /// <summary>What was recorded, in the order of the forward pass.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>What the forward pass gave beside its output, in its order.</summary>
    public IReadOnlyList<SideOutput> SideOutputs => _sideOutputs;

    /// <summary>Whoever is running: operations are recorded with it. A module sets it around its forward pass.</summary>
    public object? Layer { get; set; }

    /// <summary>Records an operation on the current tape, if there is one.</summary>
    /// <param name="name">The operation's name.</param>
    /// <param name="inputs">What it read; parameters that were left out may be null.</param>
    /// <param name="output">What it made.</param>
    /// <param name="attributes">Its geometry or settings.</param>
    /// <param name="backward">Given the gradient of the output, hands each input its own by <see cref="Tensor.ReceiveGrad"/>;
    /// null for an operation that has no gradient.</param>
    /// <returns><paramref name="output"/>.</returns>
    public static Tensor Record(string name, ReadOnlySpan<Tensor?> inputs, Tensor output, object? attributes, Action<Tensor>? backward)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Current is not { } tape)
        {
            Fusion.Offer(output);
            return output;
        }

        var present = new Tensor[inputs.Length - inputs.Count((Tensor?)null)];
        var count = 0;
        foreach (var input in inputs)
        {
            if (input is not null)
            {
                present[count++] = input;
                input.Uses++;
                output.RequiresGrad |= input.RequiresGrad && backward is not null && tape.HasGradients;
            }
        }

        var operation = new Operation(tape, tape._operations.Count, name, present, output, attributes, backward);
        output.Producer = operation;
        tape._operations.Add(operation);
        Fusion.Offer(output);
        return output;
    }

    /// <summary>Gives an output beside the one that the forward pass returns.</summary>
    /// <param name="output">The numbers, computed while this tape records.</param>
    /// <param name="weight">Weight of its loss beside that of the output.</param>
    public void AddSideOutput(Tensor output, double weight)
    {
        ArgumentNullException.ThrowIfNull(output);
        _sideOutputs.Add(new SideOutput(output, weight));
    }

    /// <summary>A fresh 64-bit key for an operation that draws random numbers; it follows from the seed and the order of calls.</summary>
    public ulong NextKey() => Rng.Hash(_seed, _draws++);

    /// <summary>The operation in which a number that is not finite first appeared, if there is one.</summary>
    /// <param name="operation">The first operation whose output holds one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFindNonFinite([NotNullWhen(true)] out Operation? operation)
    {
        operation = _operations.Find(o => o.Output.HasNonFinite());
        return operation is not null;
    }

    private protected override bool GivesBack => HasGradients;

    internal void NoteComputed(Tensor tensor, Deferred plan) => _computed?.Add((tensor, plan));

    /// <summary>How many operations the last backward pass has gone over; those that were recorded since are as good as new.</summary>
    internal int WalkedBack { get; private set; }

    /// <summary>Walks back from one output, whose gradient is given in its memory order and stays the caller's.</summary>
    internal void Backward(Tensor output, Tensor gradient)
    {
        for (var i = _operations.Count - 1; i >= 0; i--)
        {
            var operation = _operations[i];
            if (operation.Output == output)
            {
                operation.Backward?.Invoke(gradient);
            }
            else if (operation.Output.Grad is { } received)
            {
                // The step may write over the gradient that it is given.
                var kept = operation.Output.KeepsGrad ? received.Clone() : null;
                operation.Backward?.Invoke(received);
                operation.Output.ReleaseGrad(kept);
            }
        }

        WalkedBack = _operations.Count;
    }

    private protected override void Ended()
    {
        _usualCount = _operations.Count;
        _operations.Clear();
        _sideOutputs.Clear();
    }
}
