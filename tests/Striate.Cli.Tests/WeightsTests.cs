using System.Text.Json;
using Striate.Networks;
using Striate.Tests;
using Striate.Training;

namespace Striate.Cli.Tests;

/// <summary>Weights from elsewhere at work: evaluated, asked, trained on.</summary>
public sealed class WeightsTests : CommandTest
{
    [Fact]
    public void Eval_PublishedWeights_ScoresWhatTheyAreKnownFor()
    {
        var (weights, data) = (SharedData.Find("weights/cifar_resnet20.th"), SharedData.Find("cifar10/test_first1000.bin"));
        var run = Striate("eval", weights, "--data", data);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Matches(@"^Test accuracy 91\.[3-7]0%: 91[3-7] of 1000 right", run.Output);
        Assert.Contains("automobile", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parrot", "macaw")]
    [InlineData("coffee", "espresso")]
    [InlineData("chelsea", "Egyptian cat")]
    [InlineData("dragonfly", "dragonfly")]
    public void Predict_PublishedWeights_NameThePhoto(string photo, string expected)
    {
        var (weights, labels) = (SharedData.Find("weights/squeezenet1_0.safetensors"), SharedData.Find("weights/imagenet_labels.txt"));
        var picture = SharedData.Find($"photos/{photo}.jpg");
        var run = Striate("predict", weights, picture, "--labels", labels);
        Assert.StartsWith($"{picture}: {expected}", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"^.*: class \d+ \d", Striate("predict", weights, picture).Output);
    }

    [Fact]
    public void Predict_WeightsUnderAnotherName_AreKnownByWhatIsInThem()
    {
        var weights = Path.Combine(Folder, "mine.safetensors");
        File.Copy(SharedData.Find("weights/squeezenet1_0.safetensors"), weights);
        var picture = SharedData.Find("photos/parrot.jpg");
        Assert.Matches(@"^.*: class 88 \d", Striate("predict", weights, picture).Output);
    }

    [Fact]
    public void Models_AreListedWithTheirCosts()
    {
        var lines = Striate("models").Output.Split('\n');
        Assert.Matches(@"^resnet18 +11,689,512 +1\.81 G  3x224x224  arXiv:1512\.03385$", lines.Single(line => line.StartsWith("resnet18 ", StringComparison.Ordinal)));
        Assert.Equal(["unet", "fcn_resnet50", "fcn_resnet101"], lines.Where(line => line.EndsWith(" *", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
        Assert.All(lines[..^3], line => Assert.InRange(line.Length, 0, 80));
        var all = Striate("models", "--json").Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(ModelCatalog.All.Select(model => model.Name), all.Select(model => model.GetProperty("model").GetString()));
        var lenet = all.Single(model => model.GetProperty("model").GetString() == "lenet5");
        Assert.Equal(61706, lenet.GetProperty("parameters").GetInt64());
        Assert.Equal([1, 28, 28], lenet.GetProperty("input").EnumerateArray().Select(size => size.GetInt32()));
    }

    [Fact]
    public void Train_FromWeightsWithAnotherHead_StartsThatAnewAndIsResumed()
    {
        var pictures = MakePictures();
        var weights = Path.Combine(Folder, "lenet5-of-somebody.safetensors");
        var stored = new LeNet5(10, 3);
        stored.Initialize(9);
        Networks.Weights.Save(stored, weights);
        var run = Striate("train", "--data", pictures, "--from", weights, "--freeze", "*", "--epochs", "2", "--batch", "8", "--out", Run1);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains($"starts from {weights}; fc3.weight, fc3.bias start anew, for 2 classes\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n61,156 parameters are frozen\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("--from", File.ReadAllText(Path.Combine(Run1, "report.html")), StringComparison.Ordinal);

        var recipe = Recipe.Read(Path.Combine(Run1, "settings.json"));
        Assert.Equal((weights, "*", 2), (recipe.From, recipe.Freeze, recipe.Head));
        var trained = new LeNet5(2, 3);
        Checkpoint.LoadWeights(trained, Path.Combine(Run1, "newest.safetensors"));
        var before = Networks.Weights.Of(stored).ToDictionary(w => w.Name, w => w.Tensor.ToArray());
        Assert.All(
            Networks.Weights.Of(trained).Where(w => !w.Name.StartsWith("fc3.", StringComparison.Ordinal)),
            w => Assert.Equal(before[w.Name], w.Tensor.ToArray()));

        // A run goes on without the file, and can be started from itself.
        File.Delete(weights);
        Assert.Equal(0, Striate("train", "--resume", Run1, "--quiet").ExitCode);
        var next = Striate("train", "--data", pictures, "--from", Run1, "--epochs", "1", "--out", Path.Combine(Folder, "run2"));
        Assert.True(next.ExitCode == 0, next.Errors);
        Assert.Contains("newest.safetensors\n", next.Output, StringComparison.Ordinal);
        Assert.Equal("lenet5", Recipe.Read(Path.Combine(Folder, "run2", "settings.json")).Model);
        Assert.Equal(0, Striate("eval", Path.Combine(Run1, "best.safetensors"), "--data", pictures).ExitCode);
    }

    [Theory]
    [InlineData("", "adamw", 0.0003, 0.01)]
    [InlineData("--freeze *", "adamw", 0.003, 0.01)]
    [InlineData("--freeze * --optimizer nesterov", "nesterov", 0.001, 0.0005)]
    [InlineData("--optimizer sgd", "sgd", 0.001, 0.0005)]
    [InlineData("--optimizer sgd --lr 0.02 --weight-decay 0", "sgd", 0.02, 0)]
    public void Train_FromWeights_LearnsOnAtARateOfItsOwn(string options, string optimizer, double rate, double decay)
    {
        var weights = Path.Combine(Folder, "lenet5.safetensors");
        Networks.Weights.Save(new LeNet5(10, 3), weights);
        string[] given = ["--epochs", "1", "--normalize", "0.5:0.25", "--out", Run1, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var run = Striate(["train", "--data", MakePictures(), "--from", weights, .. given]);
        Assert.True(run.ExitCode == 0, run.Errors);
        var recipe = Recipe.Read(Path.Combine(Run1, "settings.json"));
        Assert.Equal((optimizer, rate, decay, "one-cycle"), (recipe.Optimizer, recipe.LearningRate, recipe.WeightDecay, recipe.Schedule));
        var network = NetworkDescription.Read(Path.Combine(Run1, "model.json"));
        Assert.Equal([0.5f, 0.5f, 0.5f], network.Mean);
        Assert.Equal([0.25f, 0.25f, 0.25f], network.Std);
    }

    [Fact]
    public void WeightsThatDoNotFit_OneLineThatSaysWhat()
    {
        var pictures = MakePictures();
        var weights = Path.Combine(Folder, "unnamed.safetensors");
        Networks.Weights.Save(new LeNet5(2, 3), weights);
        var run1 = new[] { "--data", pictures, "--out", Run1 };
        Says(2, "these are the weights of no network of the library at its usual size of images. Name it with --model", ["train", "--from", weights, .. run1]);
        Says(2, "the network wants pictures of 3 channels, and the data have 1. Give --data with pictures in colour, or leave --from out", ["train", "--from", weights, "--model", "lenet5", "--data", "mnist", "--out", Run1]);
        Says(2, "--data mnist: the network wants pictures of 3 channels, and the data have 1. Give --data with pictures in colour.", ["eval", weights, "--model", "lenet5", "--input", "3x28x28", "--data", "mnist"]);
        Says(2, "'striate models' lists them. Nearest is lenet5, but conv1.weight is [6, 3, 5, 5], expected [6, 1, 5, 5].", ["eval", weights, "--data", pictures]);
        Says(1, "there is no such file of weights", ["train", "--from", Path.Combine(Folder, "none.pt"), .. run1]);
        Says(1, "holds weights of another network than DigitNet: missing ", ["train", "--from", weights, "--model", "digitnet", .. run1]);
        Says(2, "--head 5: the data have 2 classes. Leave it out, or give 2.", ["train", "--from", weights, "--model", "lenet5", "--head", "5", .. run1]);
        Says(2, "--normalize is for weights from elsewhere, and a network that starts anew takes the mean and deviation of its data; leave it out, or give --from.", ["train", "--normalize", "unit", .. run1]);
        Says(2, "--head 5: a network that starts from no weights has a new last layer anyway", ["train", "--head", "5", .. run1]);
        Says(2, "--freeze conv9.*: No parameter of LeNet5 fits 'conv9.*'.", ["train", "--from", weights, "--model", "lenet5", "--freeze", "conv9.*", .. run1]);
        Says(2, "--resume goes on with the settings of the run; leave out --freeze.", ["train", "--resume", Run1, "--freeze", "*"]);
        Says(2, "unet labels every pixel, and the commands work with one label a picture.", ["eval", weights, "--model", "unet", "--data", pictures]);
        var fcn = Path.Combine(Folder, "fcn.safetensors");
        Networks.Weights.Save(new Fcn(50, 21, auxiliaryHead: false), fcn);
        Says(2, "fcn_resnet50 labels every pixel, and the commands work with one label a picture.", ["eval", fcn, "--data", pictures]);
        Says(2, "--data is missing", ["eval", weights, "--model", "lenet5", "--input", "3x28x28"]);
        Says(2, "--normalize 1:2:3: write imagenet, mnist, unit, or MEANS:DEVIATIONS", ["eval", weights, "--model", "lenet5", "--normalize", "1:2:3"]);
        Says(2, "--labels none.txt: the file cannot be read.", ["eval", weights, "--model", "lenet5", "--labels", "none.txt", "--data", pictures]);
        var labels = Path.Combine(Folder, "labels.txt");
        File.WriteAllLines(labels, ["a", "b", "c"]);
        Says(2, $"--labels {labels}: 3 names, and the network in {weights} has 2 classes. Give it a line for each of them.", ["eval", weights, "--model", "lenet5", "--input", "3x28x28", "--labels", labels, "--data", pictures]);
        Says(2, "--freeze ,: ',' names no parameters.", ["train", "--freeze", ",", .. run1]);
        Says(2, "--best chooses among the weights of a run", ["eval", weights, "--best"]);
        Assert.False(Directory.Exists(Run1));

        void Says(int code, string expected, string[] arguments)
        {
            var run = Striate(arguments);
            Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
            AssertOneLine(run, code);
        }
    }
}
