namespace Striate.Tensors.Tests;

public class ScopeTests
{
    private const string Ended =
        "This tensor was a temporary of a scope or tape that has ended. Call Keep() on what is to stay, before the scope ends.";

    [Fact]
    public void Dispose_Temporaries_ServeTheNextStep()
    {
        Span<float> first, second;
        using (new Scope())
        {
            first = Tensor.Uninitialized([5000]).Span;
            second = Tensor.Uninitialized([5000]).Span;
        }

        using (new Scope())
        {
            var third = Tensor.Uninitialized([5000]).Span;
            var fourth = Tensor.Uninitialized([5000]).Span;
            Assert.True((third == first && fourth == second) || (third == second && fourth == first));
        }
    }

    [Fact]
    public void Dispose_SteadyTrainingStep_RentsNoNewBuffer()
    {
        var w = Tensor.Normal([50, 2000], new Kernels.Rng(1));
        w.RequiresGrad = true;
        var x = Tensor.Normal([8, 2000], new Kernels.Rng(2));
        Step();
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);

        void Step()
        {
            using var tape = new Tape(1);
            w.ClearGrad();
            Ops.CrossEntropy(Ops.Relu(Ops.Linear(Ops.Dropout(x, 0.5), w)), [0, 1, 2, 3, 4, 5, 6, 7]).Backward();
        }
    }

    [Fact]
    public void Keep_Temporary_StaysValid()
    {
        Tensor kept;
        Span<float> memory;
        using (new Scope())
        {
            kept = Tensor.Full([5000], 3).Keep();
            memory = kept.Span;
        }

        using (new Scope())
        {
            Assert.False(Tensor.Full([5000], 9).Span == memory);
        }

        Assert.Equal(3, kept.Span[4999]);
    }

    [Fact]
    public void Span_AfterTheEnd_SaysWhatToDo()
    {
        Tensor tensor;
        using (new Scope())
        {
            tensor = Tensor.Zeros([3]);
        }

        Assert.Equal(Ended, Assert.Throws<InvalidOperationException>(() => tensor.Span[0]).Message);
        Assert.Equal(Ended, Assert.Throws<InvalidOperationException>(() => Ops.Relu(tensor)).Message);
    }

    [Fact]
    public void View_AfterTheEndOfItsScope_IsInvalidAsWell()
    {
        Tensor view;
        using (new Scope())
        {
            view = Ops.Reshape(Tensor.Zeros([2, 3]), [6]);
        }

        Assert.Throws<InvalidOperationException>(() => view.Span[0]);
    }

    [Fact]
    public void Nesting_InnerEnd_LeavesOuterTemporariesAlone()
    {
        using var outer = new Scope();
        var stays = Tensor.Full([2000], 1);
        using (var inner = new Scope())
        {
            Assert.Same(inner, Scope.Current);
            Tensor.Full([2000], 2);
        }

        Assert.Same(outer, Scope.Current);
        Assert.Equal(1, stays.Span[0]);
    }

    [Fact]
    public void Dispose_OuterBeforeInner_IsAnError()
    {
        var outer = new Scope();
        var inner = new Scope();
        Assert.Equal(
            "Scopes end in the reverse order of their beginning, on the thread that opened them.",
            Assert.Throws<InvalidOperationException>(outer.Dispose).Message);
        inner.Dispose();
        outer.Dispose();
        outer.Dispose();
        Assert.Null(Scope.Current);
    }

    [Fact]
    public void Current_OtherThread_HasItsOwn()
    {
        using var scope = new Scope();
        Scope? there = scope;
        var thread = new Thread(() => there = Scope.Current);
        thread.Start();
        thread.Join();
        Assert.Null(there);
    }
}
