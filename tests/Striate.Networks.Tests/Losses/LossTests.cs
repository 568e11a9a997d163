using Striate.Kernels;
using Striate.Kernels.Reduce;
using Striate.Tensors;
using static Striate.Networks.Tests.TrainingReference;

namespace Striate.Networks.Tests.Losses;

public class LossTests
{
    private static readonly int[] Labels = [2, 0];

    public static TheoryData<string> Targets => ["MeanSquared", "L1", "Huber", "SmoothL1", "BinaryCrossEntropy", "Focal", "CrossEntropy"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Of_ClassLabels_AreOneHotTargets(string name)
    {
        TargetLoss loss = name switch
        {
            "MeanSquared" => new MeanSquaredLoss(),
            "L1" => new L1Loss(),
            "Huber" => new HuberLoss(),
            "SmoothL1" => new SmoothL1Loss(0.5),
            "BinaryCrossEntropy" => new BinaryCrossEntropyLoss(2),
            "Focal" => new FocalLoss(),
            _ => new CrossEntropyLoss(0.1),
        };
        var scores = Tensor.From(Rule(6, 2), [2, 3]);
        Assert.Equal(loss.Of(scores, Tensor.From([0, 0, 1, 1, 0, 0], [2, 3])).Item(), loss.Of(scores, Labels).Item(), 1e-6f);
    }

    [Fact]
    public void Of_LabelsOfPixels_AreOneHotImages()
    {
        var scores = Tensor.From(Rule(12, 2), [1, 3, 2, 2]);
        int[] labels = [0, 2, 1, 2];
        var targets = Tensor.From([1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1], [1, 3, 2, 2]);
        Assert.Equal(Ops.Dice(Ops.Softmax(scores), targets).Item(), new DiceLoss().Of(scores, labels).Item());
        Assert.Equal(Ops.Tversky(Ops.Softmax(scores), targets, 0.2, 0.8).Item(), new TverskyLoss(0.2, 0.8).Of(scores, labels).Item());
        Assert.Equal(Ops.CrossEntropy(scores, targets).Item(), new CrossEntropyLoss().Of(scores, labels).Item(), 1e-6f);
        Assert.Equal(Ops.Dice(Ops.Sigmoid(Tensor.Full([1, 1, 2, 2], 1)), Tensor.Full([1, 1, 2, 2], 1)).Item(), new DiceLoss().Of(Tensor.Full([1, 1, 2, 2], 1), Tensor.Full([1, 1, 2, 2], 1)).Item());
    }

    [Fact]
    public void Of_Reduction_IsHandedOn() => Assert.Equal(
        6 * new L1Loss().Of(Tensor.Zeros([2, 3]), Labels).Item(), new L1Loss(Reduction.Sum).Of(Tensor.Zeros([2, 3]), Labels).Item(), 1e-5f);

    [Fact]
    public void CrossEntropyLoss_WeightsAndIgnoredLabel_Count()
    {
        var loss = new CrossEntropyLoss { ClassWeights = Tensor.From([1, 2, 3], [3]), IgnoredLabel = -1 };
        var scores = Tensor.From(Rule(9, 2), [3, 3]);
        Assert.Equal(Ops.CrossEntropy(scores, [1, -1, 2], classWeights: loss.ClassWeights, ignoredLabel: -1).Item(), loss.Of(scores, [1, -1, 2]).Item());
    }

    [Fact]
    public void SoftmaxFocalLoss_WeightsAndIgnoredLabel_Count()
    {
        var loss = new SoftmaxFocalLoss(1.5) { ClassWeights = Tensor.From([1, 2, 3], [3]), IgnoredLabel = -1 };
        var scores = Tensor.From(Rule(9, 2), [3, 3]);
        Assert.Equal(Ops.SoftmaxFocal(scores, [1, -1, 2], 1.5, loss.ClassWeights, -1).Item(), loss.Of(scores, [1, -1, 2]).Item());
    }

    [Fact]
    public void BinaryCrossEntropyLoss_WeightsOfClasses_AreThoseOfTheOperation()
    {
        var (scores, weights) = (Tensor.From(Rule(6, 2), [2, 3]), Tensor.From([1, 2, 3], [3]));
        var targets = Tensor.From([0, 0, 1, 1, 0, 0], [2, 3]);
        Assert.Equal(Ops.BinaryCrossEntropy(scores, targets, weights, Reduction.Sum).Item(), new BinaryCrossEntropyLoss(weights, Reduction.Sum).Of(scores, Labels).Item());
        Assert.Equal(Ops.BinaryCrossEntropy(scores, targets, 2).Item(), new BinaryCrossEntropyLoss(Tensor.Full([3], 2)).Of(scores, Labels).Item(), 1e-6f);
    }

    [Fact]
    public void KLDivergenceLoss_OfItself_Is0()
    {
        float[] p = [0.2f, 0.8f];
        Assert.Equal(0, new KLDivergenceLoss().Of(Tensor.From([MathF.Log(0.2f), MathF.Log(0.8f)], [1, 2]), Tensor.From(p, [1, 2])).Item(), 1e-6f);
    }

    [Fact]
    public void LossesOfEmbeddingsAndTexts_Settings_AreThoseOfTheOperations()
    {
        var (a, b, c) = (Tensor.From(Rule(6, 1), [3, 2]), Tensor.From(Rule(6, 2), [3, 2]), Tensor.From(Rule(6, 3), [3, 2]));
        Assert.Equal(Ops.TripletMargin(a, b, c, 0.7, Reduction.Sum).Item(), new TripletMarginLoss(0.7, Reduction.Sum).Of(a, b, c).Item());
        var isAlike = Tensor.From([1, 0, 1], [3]);
        Assert.Equal(Ops.Contrastive(a, b, isAlike, 0.7, Reduction.Sum).Item(), new ContrastiveLoss(0.7, Reduction.Sum).Of(a, b, isAlike).Item());
        isAlike = Tensor.From([1, -1, 1], [3]);
        Assert.Equal(Ops.CosineEmbedding(a, b, isAlike, 0.1, Reduction.Sum).Item(), new CosineEmbeddingLoss(0.1, Reduction.Sum).Of(a, b, isAlike).Item());
        var scores = Tensor.From(Rule(24, 1), [4, 2, 3]);
        Assert.Equal(
            Ops.Ctc(scores, [0, 1, 0], [2, 1], [4, 3], 2, true, Reduction.Sum).Item(),
            new CtcLoss(blank: 2, zeroInfinity: true, Reduction.Sum).Of(scores, [0, 1, 0], [2, 1], [4, 3]).Item());
    }

    [Fact]
    public void TargetLoss_WrongLabels_SaysWhich()
    {
        Assert.Equal(
            "label 3 at 1 is out of range: scores [2, 3] have 3 classes, labels go from 0 to 2.",
            Assert.Throws<ShapeException>(() => new MeanSquaredLoss().Of(Tensor.Zeros([2, 3]), [0, 3])).Message);
        Assert.Equal(
            "scores [2, 3] take 2 labels, but there are 1.",
            Assert.Throws<ShapeException>(() => new MeanSquaredLoss().Of(Tensor.Zeros([2, 3]), [0])).Message);
        Assert.Equal(
            "scores [2, 3, 1], expected [N, C], or [N, C, H, W] with a label a pixel.",
            Assert.Throws<ShapeException>(() => new MeanSquaredLoss().Of(Tensor.Zeros([2, 3, 1]), [0])).Message);
    }

    [Fact]
    public void ArcFaceLoss_WithCosineLinear_LearnsToTellApart()
    {
        var net = new Sequential(new Linear(2, 8), new Tanh(), new CosineLinear(8, 3));
        net.Initialize(1);
        var x = Tensor.From([1, 0, 0.9f, 0.1f, 0, 1, 0.1f, 0.9f, -1, -1, -0.9f, -1], [6, 2]);
        int[] labels = [0, 0, 1, 1, 2, 2];
        var (loss, optimizer) = (new ArcFaceLoss(0.3, 16), new Adam(net, 0.02));
        for (var step = 0; step < 80; step++)
        {
            using var tape = new Tape();
            loss.Of(net.Forward(x), labels).Backward();
            optimizer.Step();
        }

        var cosines = net.Forward(x);
        Assert.All(cosines.ToArray(), value => Assert.InRange(value, -1.00001f, 1.00001f));
        Assert.InRange(Ops.CrossEntropy(Ops.ArcFace(cosines, labels, 0.3, 16), labels).Item(), 0, 0.1);
        Assert.Equal("CosineLinear 8 → 3", net[2].Description);
    }

    [Fact]
    public void PerceptualLoss_Features_AreComparedAndTheNetworkIsFrozen()
    {
        var net = new Sequential(new Conv2d(1, 2, 3), new Relu(), new Conv2d(2, 2, 1));
        net.Initialize(1);
        var loss = new PerceptualLoss(net, "0", "2");
        var (x, t) = (Tensor.From(Rule(16, 1), [1, 1, 4, 4]), Tensor.From(Rule(16, 2), [1, 1, 4, 4]));
        x.RequiresGrad = true;
        using var tape = new Tape();
        var value = loss.Of(x, t);
        var (first, second) = (((Conv2d)net[0]).Forward(x), ((Conv2d)net[0]).Forward(t));
        var expected = Ops.MeanSquared(first, second).Item() + Ops.MeanSquared(net[2].Forward(Ops.Relu(first)), net[2].Forward(Ops.Relu(second))).Item();
        Assert.Equal(expected, value.Item(), 1e-5f);
        value.Backward();
        Assert.NotNull(x.Grad);
        Assert.All(net.Parameters(), p => Assert.Null(p.Parameter.Grad));
        Assert.False(net.IsTraining);
    }

    [Fact]
    public void PerceptualLoss_UnknownLayerWithin_SaysWhichThereAre() => Assert.StartsWith(
        "Vgg has no layer 'features.99'. The layers in features are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … 20.",
        Assert.Throws<ArgumentException>(() => new PerceptualLoss(new Vgg(11), "features.99")).Message, StringComparison.Ordinal);

    [Fact]
    public void Features_UnknownLayer_SaysWhichThereAre() => Assert.StartsWith(
        "Sequential has no layer '7'. Its own layers are 0, 1.",
        Assert.Throws<ArgumentException>(() => Features.Of(new Sequential(new Relu(), new Tanh()), Tensor.Zeros([1]), "7")).Message, StringComparison.Ordinal);
}
