using System.Diagnostics;
using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tests;

namespace Striate.Cli.Tests;

/// <summary>What tests of the command share: a folder of their own, pictures to learn from, and the program as a process.</summary>
public abstract class CommandTest : IDisposable
{
    private protected static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    // Found in the PATH, so that the program calls itself by its name.
    static CommandTest() => Environment.SetEnvironmentVariable(
        "PATH", AppContext.BaseDirectory + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));

    protected static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "striate.exe" : "striate");

    protected string Folder { get; } = Directory.CreateTempSubdirectory("striate").FullName;

    protected string Run1 => Path.Combine(Folder, "run1");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static Command Striate(params string[] arguments)
    {
        using var process = StartStriate(arguments);
        return Command.Finish(process, Timeout);
    }

    private protected static Process StartStriate(string[] arguments) => Command.Start(Program, arguments, AppContext.BaseDirectory);

    protected static void Shell(string script) => Process.Start("sh", ["-c", script]).WaitForExit();

    private protected static Command Train(string pictures, string run, params string[] more) => Striate(TrainArguments(pictures, run, 8, more));

    protected static string[] TrainArguments(string pictures, string run, int epochs, params string[] more) =>
        ["train", "--data", pictures, "--model", "lenet5", "--batch", "8", "--lr", "0.003", "--epochs", $"{epochs}", "--out", run, .. more];

    private protected static void AssertOneLine(Command run, int code)
    {
        Assert.Equal(code, run.ExitCode);
        Assert.StartsWith("striate: ", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    protected static List<(string Name, string Bytes)> Weights(string run)
    {
        using var file = SafetensorsFile.Read(Path.Combine(run, "newest.safetensors"));
        return [.. file.Tensors.Select(tensor =>
        {
            var bytes = new byte[tensor.ByteLength];
            tensor.ReadBytes(bytes);
            return (tensor.Name, Convert.ToHexString(bytes));
        })];
    }

    /// <summary>Eighty pictures in a folder for each class.</summary>
    protected string MakePictures()
    {
        var folder = Path.Combine(Folder, "pictures");
        MakePictures(folder, "row", 40);
        MakePictures(folder, "column", 40);
        return folder;
    }

    /// <summary>Pictures of one class.</summary>
    protected static void MakePictures(string folder, string shape, int count)
    {
        Directory.CreateDirectory(Path.Combine(folder, shape));
        for (var i = 0; i < count; i++)
        {
            var picture = new Picture(28, 28, 1);
            for (var k = 4; k < 24; k++)
            {
                picture[shape == "row" ? 6 + (i % 16) : k, shape == "row" ? k : 6 + (i % 16)] = (byte)(255 - i);
            }

            PictureFile.Write(picture, Path.Combine(folder, shape, $"{i:00}.png"));
        }
    }
}
