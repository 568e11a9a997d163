using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History.Tests;

public class AssociationUnitsTests
{
    [Fact]
    public void Wires_OfEachUnit_AreAsManyAsAskedFor()
    {
        var wires = new AssociationUnits(cells: 30, units: 50, connections: 7, threshold: 1, seed: 1).Wires;
        Assert.All(wires.ToArray().Chunk(30), unit => Assert.Equal(7, unit.Count(wire => wire is 1 or -1)));
        Assert.Equal(50 * 23, wires.ToArray().Count(wire => wire == 0));
    }

    [Fact]
    public void Wires_OfTheSameSeed_AreTheSame() => Assert.Equal(
        new AssociationUnits(20, 10, 5, 1, seed: 4).Wires.ToArray(), new AssociationUnits(20, 10, 5, 1, seed: 4).Wires.ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Answer_IsOneWhereTheSumReachesTheThreshold(int threshold)
    {
        var units = new AssociationUnits(cells: 6, units: 40, connections: 4, threshold, seed: 2);
        float[] cells = [1, 0, 1, 1, 0, 1];
        var expected = units.Wires.ToArray().Chunk(6).Select(wires => wires.Zip(cells, (wire, cell) => wire * cell).Sum() >= threshold ? 1f : 0f).ToArray();
        Assert.Equal(expected, units.Answer(Tensor.From(cells, [1, 6])).ToArray());
        Assert.Contains(1, expected);
        Assert.Contains(0, expected);
    }

    [Fact]
    public void Answer_OtherNumberOfCells_Throws() =>
        Assert.Throws<ShapeException>(() => new AssociationUnits(6, 4, 2, 1, seed: 1).Answer(Tensor.Zeros([1, 5])).ToArray());

    [Fact]
    public void Create_MoreWiresThanCells_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new AssociationUnits(3, 4, 5, 1, seed: 1));
}
