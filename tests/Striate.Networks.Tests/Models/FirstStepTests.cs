using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Models;

/// <summary>Every network of the catalogue learns.</summary>
public class FirstStepTests
{
    // AlexNet and VGG have hundreds of megabytes of weights, and nothing in them that others have not.
    public static TheoryData<string> Names() =>
        [.. ModelCatalog.All.Select(model => model.Name).Where(name => name != "alexnet" && !name.StartsWith("vgg", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_AFewPictures_LowersTheLoss(string name)
    {
        var model = ModelCatalog.Find(name)!;

        // Inception-v3 learns on large pictures alone, for its head.
        Shape input = model.Input[1] is >= 224 and < 299 ? [model.Input[0], 64, 64] : model.Input;
        var labels = 4 * (model.LabelsPixels ? input[1] * input[2] : 1);
        Learns(model.Build(7, input), input, [.. Enumerable.Range(0, labels).Select(i => i * 7 / labels)]);
    }

    private static void Learns(Module network, Shape input, int[] labels)
    {
        network.Initialize(1);
        var images = Tensor.Normal([4, .. input], new Rng(2));
        var optimizer = new Sgd(network, 0);
        double before;
        using (new Tape(3))
        {
            var loss = Loss();
            loss.Backward();
            before = loss.Item();

            // As far along the gradient as should lower the loss by a twentieth.
            optimizer.LearningRate = 0.05 * before / network.Parameters().Sum(p => p.Parameter.LearningRateScale * SquaredNorm(p.Parameter.Grad));
            optimizer.Step();
        }

        using var again = new Tape(3);
        Assert.InRange(Loss().Item(), 0.5 * before, 0.99 * before);

        Tensor Loss() => new CrossEntropyLoss().OfAll(network.Forward(images), labels);
    }

    private static double SquaredNorm(Tensor? gradient)
    {
        var sum = 0.0;
        foreach (var value in gradient is null ? [] : gradient.Span)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
