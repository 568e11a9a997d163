namespace Striate.Tensors.Tests;

public class TapeOfShapesTests
{
    [Fact]
    public void Record_Operations_ComputesNothingUntilSomebodyLooks()
    {
        var looks = 0;
        var x = Tensor.From([1, 1, 4, 4], Layout.ChannelsLast, numbers =>
        {
            looks++;
            numbers.Fill(2);
        });
        using var tape = Tape.OfShapes();
        var y = Ops.Relu(Ops.Conv2d(x, Tensor.Full([1, 1, 3, 3], 1)));
        var sum = Ops.Add(y, y);
        var flat = Ops.Flatten(sum);
        Assert.Equal(0, looks);
        Assert.Equal([1, 4], flat.Shape);
        Assert.Contains("Conv2d", tape.Operations.Select(operation => operation.Name));

        Assert.Equal([36, 36, 36, 36], flat.ToArray());
        Assert.Equal(1, looks);
    }
}
