using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace LayerPictures;

/// <summary>A small LSTM learns to read digits row by row; then its state and its answer after every row are shown.</summary>
internal static class RecurrentPicture
{
    private const int Row = 9;
    private const int Height = 28 * Row;

    public static Picture Draw()
    {
        var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
        var net = new RowReader();
        net.Initialize(seed: 1);
        var train = new DataLoader(Mnist.Train().Take(30_000), 64, options with { Shuffle = true });
        new Trainer(net, new CrossEntropyLoss(), new AdamW(net, 0.003), new CosineSchedule(0.003, 2 * train.BatchCount)).Fit(train, null, epochs: 2);

        var batch = new DataLoader(Mnist.Test().Take(200), 200, options).Epoch(0).First();
        var states = net.StatesOf(batch.Images);
        var answers = Ops.Softmax(net.ScoresOf(Ops.Reshape(states, 200 * 28, RowReader.States)));
        using var page = new Page(3, 2, 48 * Row, Height + 22);
        foreach (var i in Surprises(answers, batch.Labels.Span).Take(2))
        {
            page.Add("a digit", "one row of pixels after another, from the top", (canvas, x, y) =>
                canvas.Draw(Mnist.Test().PictureOf(i), x, y, Height, Height));
            page.Add("the state of an Lstm after each row", "48 numbers: blue is −1, red is 1", (canvas, x, y) =>
                canvas.Draw(Maps.Signed(Ops.Reshape(Ops.Narrow(states, 0, i, 1), 1, 1, 28, RowReader.States), most: 1), x, y, 48 * Row, Height));
            page.Add("what it takes the digit for", "probabilities of 0 to 9 after each row", (canvas, x, y) =>
            {
                canvas.Draw(Maps.Positive(Ops.Reshape(Ops.Narrow(answers, 0, i * 28, 28), 1, 1, 28, 10), most: 1), x, y, 40 * 10, Height);
                for (var digit = 0; digit < 10; digit++)
                {
                    canvas.Text($"{digit}", x + (40 * digit) + 20, y + Height + 18, 16, Page.Ink, TextAlign.Center);
                }
            });
        }

        return page.ToPicture();
    }

    // Digits that are read rightly at last, and surely otherwise at half of the rows.
    private static List<int> Surprises(Tensor answers, ReadOnlySpan<int> labels)
    {
        var places = new List<int>();
        for (var i = 0; i < labels.Length; i++)
        {
            var half = Ops.Narrow(answers, 0, (i * 28) + 16, 1).ToArray();
            if (answers[(i * 28) + 27, labels[i]] > 0.95f && half[labels[i]] < 0.2f && half.Max() > 0.6f)
            {
                places.Add(i);
            }
        }

        return places;
    }
}
