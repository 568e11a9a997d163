#:project ../src/Striate.Training/Striate.Training.csproj

// What is not a filter: shapes, sequences, dropout, losses, augmentation, each family once. docs/layers shows these lines.
// Run it from the repository: dotnet run -c Release samples/shapes-and-losses.cs
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Resampling;
using Striate.Kernels.Shaping;
using Striate.Networks;
using Striate.Tensors;

var images = Tensor.Normal([2, 3, 32, 32], new Rng(1));
Shapes(images);
Recurrence();
Dropping(images);
Losses();
Augmentation();

static void Shapes(Tensor images)
{
    Show("padded", new Pad2d(4, PadMode.Reflect).Forward(images));
    Show("enlarged", new Upsample(2.0, ResizeMode.Bicubic).Forward(images));
    Show("patches", new Unfold(8, stride: 8).Forward(images));
    Show("part", Ops.Slice(images, .., 0..1, 8..24, (0..32, 2)));

    // Mirrored by a map of the image plane: x becomes −x. The grid may be learned.
    var theta = Tensor.From([-1, 0, 0, 0, 1, 0, -1, 0, 0, 0, 1, 0], [2, 2, 3]);
    Show("through a grid", Ops.GridSample(images, Ops.AffineGrid(theta, outputSize: 32)));
}

static void Recurrence()
{
    // Ten words of a vocabulary of 100 in each of four sentences.
    var words = Tensor.From(Enumerable.Range(0, 40).Select(i => (float)(i * 7 % 100)).ToArray(), [4, 10]);
    var vectors = new Embedding(100, 16).Forward(words);
    var lstm = new Lstm(16, 32, layers: 2, new RecurrentSettings(Bidirectional: true, BatchFirst: true));
    Show("states of both directions", lstm.Forward(vectors));

    var gru = new Gru(16, 32, settings: new RecurrentSettings(BatchFirst: true));
    var (output, last) = gru.Forward(vectors, first: null);
    Show("states", output);
    Show("the last one", last[0].Hidden);
}

static void Dropping(Tensor images)
{
    var dropout = new Dropout2d(0.5);
    using (var tape = new Tape(seed: 7))
    {
        Show("learning: some channels are 0", dropout.Forward(images));
    }

    dropout.Eval();
    Show("in use: nothing happens", dropout.Forward(images));
}

static void Losses()
{
    var scores = Tensor.From([2, 0.5f, -1, 0, 1, 3], [2, 3]);
    var classes = new CrossEntropyLoss(labelSmoothing: 0.1) { ClassWeights = Tensor.From([1, 2, 1], [3]) };
    Console.WriteLine($"cross-entropy {classes.Of(scores, [0, 2]).Item():0.0000}");

    var targets = Tensor.From([1, 0, 0, 0, 1, 1], [2, 3]);
    Console.WriteLine($"several labels an image {new BinaryCrossEntropyLoss().Of(scores, targets).Item():0.0000}");
    Console.WriteLine($"an operation {Ops.Huber(scores, targets, delta: 0.5).Item():0.0000}");
}

static void Augmentation()
{
    var options = new DataLoaderOptions
    {
        Shuffle = true,
        Normalize = Normalize.Mnist,
        Augmentation = [new RandomAffine(10, translate: 0.1f), new RandomErasing(0.2f)],
        Mixing = [new MixUp(0.2f), new CutMix()],
    };
    var batch = new DataLoader(Mnist.Test(), 64, options).Epoch(0).First();
    Show($"mixed, {batch.OtherShare:P0} of another", batch.Images);

    // Boxes, masks and points move along.
    var sample = new Sample(new Picture(40, 40, 3));
    sample.Boxes.Add(new BoundingBox(10, 10, 30, 20, Label: 1));
    var moved = sample.After([new RandomFlip(1), new RandomResizedCrop(32)], new Rng(1));
    Console.WriteLine($"a box of {moved.Boxes[0].Area:0} pixels on a picture of {moved.Picture}");
}

static void Show(string what, Tensor y) => Console.WriteLine($"{what}: {y.Shape}");
