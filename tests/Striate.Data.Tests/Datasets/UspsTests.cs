using Striate.Tensors;

namespace Striate.Data.Tests.Datasets;

public class UspsTests
{
    // "1 1:-1 2:0.5 256:1", then the same with labels 10 and 7, packed by Python's bz2.
    private const string Lines = "QlpoOTFBWSZTWR2qRLIAAAzYAAAQQANzkCAAIj1NJpgIBppokx/2I0gSYmh6GazCz1EGnC7kinChIDtUiWQ=";

    // "The quick brown fox jumps over the lazy dog. ", five times.
    private const string Text = "QlpoOTFBWSZTWcnizvwAABsTgEABBAA////wIABwUAA0AAAilNTTRowmhtTbUkJkkp6SU8JVISqaJ3T2kJskJsJZLk3ThNUsnRPiQlySm6UTJKpwlE1T8lkokpKaK8pyn8XckU4UJDJ4s78A";

    [Fact]
    public void TrainAndTest_Lines_AreDigits()
    {
        using var folder = new TemporaryFolder();
        Assert.False(Usps.IsIn(folder.Path));
        folder.Write("usps.bz2", Convert.FromBase64String(Lines));
        folder.Write("usps.t.bz2", Convert.FromBase64String(Lines));
        var train = Usps.Train(folder.Path);
        Assert.True(Usps.IsIn(folder.Path));
        Assert.Equal("usps train: 3 pictures, 10 classes", train.ToString());
        Assert.Equal([0, 9, 6], Enumerable.Range(0, 3).Select(train.LabelOf));
        var picture = train.PictureOf(0);
        Assert.Equal("16x16x1", picture.ToString());
        Assert.Equal((0, 191, 128, 255), (picture[0, 0], picture[0, 1], picture[7, 7], picture[15, 15]));
        Assert.Equal("usps test", Usps.Test(folder.Path).Name);
    }

    [Fact]
    public void Train_OtherText_QuotesTheLine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("usps.bz2", Convert.FromBase64String(Text));
        Assert.Equal(
            $"{folder.At("usps.bz2")}: line 1 is 'The quick brown fox jumps over the lazy dog. The quick brown…', expected a label from 1 to 10 and pixels such as 3:-0.5. Get the file again.",
            Assert.Throws<FileFormatException>(() => Usps.Train(folder.Path)).Message);

        folder.Write("usps.bz2", "BZh9"u8.ToArray());
        Assert.Equal(
            $"{folder.At("usps.bz2")}: the bzip2 data is corrupt or truncated. Get the file again.",
            Assert.Throws<FileFormatException>(() => Usps.Train(folder.Path)).Message);
    }
}
