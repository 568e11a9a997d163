using System.Runtime.InteropServices;

namespace Striate.Tensors.Tests;

public class MemoryPoolTests
{
    [Theory]
    [InlineData(32)]
    [InlineData(1025)]
    [InlineData(5000)]
    [InlineData(1_000_003)]
    public void Rent_LargeBuffer_IsLongEnoughAndAligned(int length)
    {
        var memory = MemoryPool.Rent(length);
        Assert.Equal(length, memory.Count);
        Assert.Equal(0, Marshal.UnsafeAddrOfPinnedArrayElement(memory.Array!, memory.Offset) % 64);
        Assert.InRange(memory.Array!.Length, length, (length * 1.26) + 32);
        MemoryPool.Return(memory);
    }

    [Fact]
    public void Rent_AfterReturn_GivesTheSameArrayToAboutTheSameLength()
    {
        var first = MemoryPool.Rent(70_000);
        MemoryPool.Return(first);
        var second = MemoryPool.Rent(69_900);
        Assert.Same(first.Array, second.Array);
        Assert.NotSame(first.Array, MemoryPool.Rent(70_000).Array);
        MemoryPool.Return(second);
    }

    [Fact]
    public void Rent_SmallBuffer_IsAnOrdinaryArrayOfZeros()
    {
        var memory = MemoryPool.Rent(31);
        memory.AsSpan().Fill(1);
        MemoryPool.Return(memory);
        Assert.All(MemoryPool.Rent(31), value => Assert.Equal(0, value));
        Assert.Equal(0, MemoryPool.Rent(0).Count);
    }
}
