using Striate.Training;

namespace Striate.Reports.Tests.Report;

public sealed class RepeatCommandTests
{
    [Fact]
    public void Of_Defaults_EverySetting() => Assert.Equal(
        "striate train --data mnist --model lenet5 --epochs 10 --batch 64 --optimizer adamw --lr 0.003 --momentum 0.9 --beta1 0.9 --beta2 0.999 --weight-decay 0.01 "
        + "--schedule one-cycle --warm-up 0 --label-smoothing 0 --augment none --mix none --views one --seed 1",
        RepeatCommand.Of(new Recipe { Epochs = 10, BatchSize = 64, LearningRate = 0.003, Optimizer = "adamw", WeightDecay = 0.01, Augment = "", LabelSmoothing = 0 }));

    [Fact]
    public void Of_FolderWithSpaceAndQuote_QuotedForTheShell() =>
        Assert.Contains(@"--data 'my pets/Ann'\''s $(cats)'", RepeatCommand.Of(new Recipe { Data = "my pets/Ann's $(cats)" }), StringComparison.Ordinal);

    [Fact]
    public void Of_ClipAccumulateAverageAndBalance_OnlyIfSet()
    {
        var command = RepeatCommand.Of(new Recipe { MaxGradientNorm = 0.5, BatchesInStep = 4, AverageDecay = 0.999, Balance = true });
        Assert.EndsWith("--seed 1 --clip 0.5 --accumulate 4 --ema 0.999 --balance", command, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SizeAndPatience_OnlyIfSet()
    {
        var command = RepeatCommand.Of(new Recipe { Size = 64, Patience = 3, Augment = "crop:2,affine:10" });
        Assert.EndsWith("--augment crop:2,affine:10 --mix none --views one --seed 1 --size 64 --patience 3", command, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WeightsToStartFrom_NamesThem() => Assert.EndsWith(
        "--seed 1 --from /w/resnet18.pth --freeze 'conv1.*' --head 3",
        RepeatCommand.Of(new Recipe { From = "/w/resnet18.pth", Freeze = "conv1.*", Head = 3 }), StringComparison.Ordinal);
}
