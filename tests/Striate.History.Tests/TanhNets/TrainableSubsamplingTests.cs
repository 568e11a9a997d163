using Striate.Tensors;

namespace Striate.History.Tests;

public class TrainableSubsamplingTests
{
    [Fact]
    public void Forward_OfMaps_IsCoefficientTimesSumPlusBias()
    {
        var layer = new TrainableSubsampling(2);
        layer.Weight.Load(numbers => ((float[])[0.5f, -2]).CopyTo(numbers));
        layer.Bias.Load(numbers => ((float[])[1, 0.25f]).CopyTo(numbers));
        var y = layer.Forward(Tensor.From([1, 2, 5, 6, 3, 4, 7, 8, 1, 1, 0, 0, 1, 1, 0, 2], [1, 2, 2, 4]));
        Assert.Equal([6, 14, -7.75f, -3.75f], y.ToArray());
    }

    [Fact]
    public void CountConnections_OfUnits_IsFiveEach() => Assert.Equal(5_880, new TrainableSubsampling(6).CountConnections([6, 14, 14]));
}
