using System.Runtime.InteropServices;

namespace Striate.Kernels.Tests;

public class AlignedMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(3 << 20)]
    public void Allocate_AnyLength_BeginsAtAMultipleOf64BytesAndIsWhole(int length)
    {
        var memory = AlignedMemory.Allocate(length);

        memory.AsSpan().Fill(1.5f);
        Assert.Equal(length, memory.Count);
        Assert.Equal(0, Marshal.UnsafeAddrOfPinnedArrayElement(memory.Array!, memory.Offset) % 64);
        Assert.Equal(length, memory.AsSpan().Count(1.5f));
    }

    [Fact]
    public void Allocate_AfterACollection_HasNotMoved()
    {
        var memory = AlignedMemory.Allocate(100);
        var before = Marshal.UnsafeAddrOfPinnedArrayElement(memory.Array!, memory.Offset);

        GC.Collect();

        Assert.Equal(before, Marshal.UnsafeAddrOfPinnedArrayElement(memory.Array!, memory.Offset));
    }
}
