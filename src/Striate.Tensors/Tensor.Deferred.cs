using Striate.Kernels;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

/// <content>Numbers that are computed when somebody looks at them, or the operation after them was joined with their own.</content>
public sealed partial class Tensor
{
    private Deferred? _waiting;

    /// <summary>How this tensor will be computed; null once it is.</summary>
    internal Deferred? Waiting => _waiting;

    /// <summary>Whether the numbers lie in memory.</summary>
    internal bool IsComputed => _waiting is null;

    /// <summary>Whether the operation after this one was joined with it while it waited, so that its own numbers may never be needed.</summary>
    internal bool IsJoined { get; private set; }

    private Storage Storage
    {
        get
        {
            if (_viewed is not null)
            {
                return _viewed.Storage;
            }

            Compute();
            return _storage!;
        }
    }

    /// <summary>A tensor that waits for what comes after it: a product.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="layout">The order in memory.</param>
    /// <param name="shift">A bias for each channel, or null.</param>
    /// <param name="product">Computes it.</param>
    internal static Tensor Defer(Shape shape, Layout layout, Tensor? shift, IProduct product) =>
        new(shape, layout) { _waiting = Deferred.Product(product, shift) };

    /// <summary>The same for a product that a function computes.</summary>
    internal static Tensor Defer(Shape shape, Layout layout, Tensor? shift, ProductWriter product) => Defer(shape, layout, shift, new WrittenProduct(product));

    /// <summary>A tensor that waits for what comes after it: one more step, joined with this tensor's own where that is waiting too.</summary>
    /// <param name="step">The step.</param>
    /// <param name="takesActivation">See <see cref="TakesActivation"/>.</param>
    internal Tensor Then(Finish step, bool takesActivation = false)
    {
        if (IsJoined)
        {
            // A second user: computing it once for both beats computing it in each.
            Settle();
        }

        var next = new Tensor(Shape, Layout) { _waiting = Deferred.After(this, step), TakesActivation = takesActivation, MadeBy = step.Activation };
        IsJoined = !IsComputed;
        return next;
    }

    /// <summary>
    /// Joins max pooling with the convolution that this tensor waits for; null where it waits for none, or not for one whose kernel can do that.
    /// </summary>
    internal Deferred? JoinPooling(in Pool2dGeometry pool)
    {
        if (IsJoined || _waiting?.CanPool(pool) != true)
        {
            return null;
        }

        IsJoined = true;
        return _waiting;
    }

    /// <summary>Computes what was waiting, unless shapes are all that is asked for.</summary>
    internal void Settle()
    {
        if (Tape.Current is not { IsOfShapes: true })
        {
            Compute();
        }
    }

    /// <summary>Computes what was waiting.</summary>
    internal void Compute()
    {
        if (_waiting is not { } plan)
        {
            return;
        }

        if (Producer is { IsWalkedBack: true })
        {
            throw new InvalidOperationException(
                $"{Producer.Layer ?? Producer.Name}: its output was joined with the operation after it and never stored, and the weights "
                + "may have changed since. Look at it before Backward() is called.");
        }

        var storage = Storage.Rent(Length, plan.Scope);
        plan.Write(Shape, storage.Memory);
        (_storage, _waiting) = (storage, null);
        (plan.Scope as Tape)?.NoteComputed(this, plan);
    }

    /// <summary>Gives a tensor that was computed other memory, whose numbers it has from then on.</summary>
    internal void MoveTo(Storage storage) => _storage = storage;
}
