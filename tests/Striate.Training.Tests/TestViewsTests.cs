using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training.Tests;

public class TestViewsTests
{
    private static readonly float[] Rows = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void Scores_Mirror_AreTheMeanOfBothSides()
    {
        // The network answers with the image itself.
        var scores = TestViews.Mirror.Scores(new Flatten(), Tensor.From(Rows, [1, 1, 3, 3])).ToArray();
        Assert.Equal([2, 2, 2, 5, 5, 5, 8, 8, 8], scores);
    }

    [Fact]
    public void Scores_MirrorAndShift_WeighTheImageByHalf()
    {
        float[] seen = [5, 6, 5, 8, 9, 8, 5, 6, 5], other = [5, 4, 5, 2, 1, 2, 5, 4, 5];
        var scores = TestViews.MirrorAndShift.Scores(new Flatten(), Tensor.From(Rows, [1, 1, 3, 3])).ToArray();
        for (var i = 0; i < 9; i++)
        {
            var mirror = (i / 3 * 3) + 2 - (i % 3);
            Assert.Equal(((Rows[i] + Rows[mirror]) / 4) + ((seen[i] + seen[mirror] + other[i] + other[mirror]) / 8), scores[i], 1e-5f);
        }
    }

    [Fact]
    public void Scores_SeveralImagesOfSeveralChannels_AreMirroredEach()
    {
        var x = Enumerable.Range(0, 2 * 3 * 2 * 2).Select(i => (float)i).ToArray();
        var scores = Ops.ToRowMajor(TestViews.Mirror.Scores(new Identity(), Tensor.From(x, [2, 3, 2, 2]))).ToArray();
        Assert.Equal(x.Select((value, i) => (value + x[i ^ 1]) / 2), scores);
    }

    [Fact]
    public void Scores_OfANetworkThatMirrors_AreTheSameForBothSides()
    {
        var net = new Sequential(new Conv2d(3, 4, 3), new Relu(), new Flatten(), new Linear(16, 5)).Eval();
        var (x, mirrored) = (new float[48], new float[48]);
        for (var i = 0; i < x.Length; i++)
        {
            mirrored[i ^ 3] = x[i] = MathF.Sin(i);
        }

        Assert.Equal(Scores(x), Scores(mirrored), (a, b) => Math.Abs(a - b) < 1e-5f);

        float[] Scores(float[] image) => TestViews.Mirror.Scores(net, Tensor.From(image, [1, 3, 4, 4])).ToArray();
    }

    [Fact]
    public void Find_Names_AreThoseOfARecipe()
    {
        Assert.Equal(["one", "mirror", "mirror-shift"], TestViews.All.Select(views => views.Name));
        Assert.Equal([1, 2, 6], TestViews.All.Select(views => views.Count));
        Assert.Same(TestViews.Mirror, TestViews.Find("mirror"));
        Assert.Null(TestViews.Find("five"));
        Assert.Equal("take one of one, mirror, mirror-shift.", new Recipe { Views = "five" }.FindMistake()?.Advice);
    }

    [Fact]
    public void Scores_NoImages_SaysSo() => Assert.Contains(
        "expected [N, C, L], [N, C, H, W]", Assert.Throws<ShapeException>(() => TestViews.Mirror.Scores(new Identity(), Tensor.Zeros([2, 3]))).Message, StringComparison.Ordinal);
}
