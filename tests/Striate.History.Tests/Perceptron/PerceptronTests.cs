using Striate.Tensors;

namespace Striate.History.Tests;

public class PerceptronTests
{
    [Fact]
    public void Teach_TwoLetters_TellsNewOnesApart()
    {
        var (train, test) = (DigitSet.Of(LetterSet.Draw("EX", 2000, seed: 1), 20), DigitSet.Of(LetterSet.Draw("EX", 400, seed: 2), 20));
        var perceptron = new Perceptron(new AssociationUnits(400, 512, 10, 1, seed: 1), ResponseCode.Binary(2));
        Assert.Equal(0.5, PictureLessons.ErrorOf(perceptron, test, byLargest: false));
        PictureLessons.Teach(perceptron, train, seed: 1, _ => { });
        Assert.InRange(PictureLessons.ErrorOf(perceptron, test, byLargest: false), 0, 0.2);
    }

    [Fact]
    public void Teach_TenDigits_TellsNewOnesApart()
    {
        var (train, test) = (DigitSet.Of(LetterSet.Draw("0123456789", 2000, seed: 1), 20), DigitSet.Of(LetterSet.Draw("0123456789", 400, seed: 2), 20));
        double[] errors = [Learned(train, test), Learned(train, test)];
        Assert.InRange(errors[0], 0, 0.4);
        Assert.Equal(errors[0], errors[1]);
    }

    [Fact]
    public void Recognize_ACodeOfNoClass_IsNull()
    {
        var perceptron = new Perceptron(new AssociationUnits(4, 8, 2, 1, seed: 1), ResponseCode.OneForEach(3));
        Assert.Equal([null], perceptron.Recognize(Tensor.Full([1, 4], 1)));
    }

    [Fact]
    public void RecognizeLargest_WithABinaryCode_SaysWhatItTakes()
    {
        var perceptron = new Perceptron(new AssociationUnits(4, 8, 2, 1, seed: 1), ResponseCode.Binary(10));
        var error = Assert.Throws<InvalidOperationException>(() => perceptron.RecognizeLargest(Tensor.Full([1, 4], 1)));
        Assert.Equal("A perceptron of 4 R-units for 10 classes has no R-unit for each class. Build it with ResponseCode.OneForEach.", error.Message);
    }

    [Fact]
    public void Photocells_BrighterThanAHalf_AreLit() =>
        Assert.Equal([0, 0, 1, 1], Perceptron.Photocells(Tensor.From([0, 0.5f, 0.51f, 1], [1, 1, 2, 2])).ToArray());

    private static double Learned(DigitSet train, DigitSet test)
    {
        var perceptron = new Perceptron(new AssociationUnits(400, 1024, 10, 1, seed: 1), ResponseCode.OneForEach(10));
        for (var sweep = 0UL; sweep < 3; sweep++)
        {
            PictureLessons.Teach(perceptron, train, sweep, _ => { });
        }

        return PictureLessons.ErrorOf(perceptron, test, byLargest: true);
    }
}
