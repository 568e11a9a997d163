using Striate.Tensors;

namespace Striate.History.Tests;

/// <summary>A model that learns from a folder and recognises files.</summary>
public sealed class AcousticModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("striate").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Learn_OfALanguageOfTones_RecognizesNewRecordings()
    {
        Wav.Record(_folder);
        List<double> told = [];
        var model = AcousticModel.Learn(new Lesson { Recordings = _folder, Tell = (_, share) => told.Add(share) });
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
        var file = Path.Combine(_folder, "new.wav");
        var right = Enumerable.Range(0, 10).Count(word =>
        {
            File.WriteAllBytes(file, Wav.Word(word, 103, (ulong)(5000 + word)));
            return model.Recognize(file) == word;
        });
        Assert.InRange(right, 9, 10);
    }

    [Fact]
    public void Learn_FromAnEmptyFolder_SaysHowRecordingsAreCalled() => Assert.Equal(
        $"{_folder}: has no recordings called {{digit}}_{{speaker}}_{{index}}.wav. Name the folder of such files, for example that of the Free Spoken Digit Dataset.",
        Assert.Throws<FileFormatException>(() => AcousticModel.Learn(new Lesson { Recordings = _folder })).Message);
}
