using System.CommandLine;
using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Cli;

/// <summary>What a command is told of a network whose weights come from elsewhere, as a file does not say it itself.</summary>
internal sealed class NetworkOptions
{
    // A file may promise any number, and every class gets a name.
    private const int MostClasses = 100_000;

    private const string Variable = "STRIATE_MODEL";

    private readonly Option<string?> _model;

    private readonly Option<string?> _input = new("--input") { Description = "For a file of weights: channels x height x width of one picture; by default the network's usual one." };

    private readonly Option<string?> _labels = new("--labels") { Description = "For a file of weights: a text file with the name of a class on each line." };

    private readonly Option<string?> _normalize = new("--normalize")
    {
        Description = $"For a file of weights: how its pictures were normalised, as {Normalization.Usage}; by default imagenet for colour and mnist for grey.",
    };

    /// <summary>Creates the options.</summary>
    /// <param name="isModelTaken">Whether --model is an option of the command itself; the name of the network is then --arch alone.</param>
    public NetworkOptions(bool isModelTaken = false) => _model = new Option<string?>(isModelTaken ? "--arch" : "--model", isModelTaken ? [] : ["--arch"])
    {
        Description = "For a file of weights: the name of the network; by default the one that fits the names and shapes in the file.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_model);
        command.Add(_input);
        command.Add(_labels);
        command.Add(_normalize);
    }

    /// <summary>The network that is meant: the one that the user named, else that of the variable STRIATE_MODEL.</summary>
    /// <param name="model">What the user named, or null.</param>
    /// <exception cref="UsageException">There is neither.</exception>
    public static string Meant(string? model) => (model ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } meant
        ? meant
        : throw new UsageException($"No network is named. Name a run folder or a file of weights, or set {Variable} to one, which then is taken wherever none is named.");

    /// <summary>Loads a network that gives each picture a label: of a run, or of a file of weights.</summary>
    /// <param name="path">A run folder or a file.</param>
    /// <param name="best">Of a run, the weights of the best epoch.</param>
    /// <param name="parsed">What the user gave.</param>
    public TrainedNetwork LoadClassifier(string path, bool best, ParseResult parsed) => Load(path, best, parsed, Names.Classifier);

    /// <summary>Loads a network as <see cref="LoadClassifier"/> does, or builds one of the library by its name, with weights that have learned nothing.</summary>
    /// <param name="path">A run folder, a file, or a name.</param>
    /// <param name="parsed">What the user gave.</param>
    public TrainedNetwork LoadOrBuild(string path, ParseResult parsed)
    {
        if (Path.Exists(path))
        {
            return Load(path, best: false, parsed, Names.Model);
        }

        var model = ModelCatalog.Find(path) ?? throw new UsageException(
            $"{path}: there is no such run folder, file of weights or network. {Suggestion.For(path, [.. ModelCatalog.All.Select(known => known.Name)])}");
        var input = Input(parsed) ?? model.Input;
        var labels = Labels(parsed);
        Console.WriteLine($"{model.Name} has learned nothing yet: its weights are the first ones, of chance.");
        return TrainedNetwork.Untrained(
            Describe(model.Name, input, labels ?? Numbered(model.Classes), Normalize(parsed, input) ?? Normalization.Usual(input[0])), seed: 1, hasNames: labels is not null);
    }

    private TrainedNetwork Load(string path, bool best, ParseResult parsed, Func<string, ModelInfo> find)
    {
        if (!Path.Exists(path))
        {
            throw new FileNotFoundException(
                $"{path}: there is no such run folder or file of weights. Give the folder that 'striate train' named at its end, or a safetensors, .pt, .pth, .npz or .npy file.");
        }

        if (Directory.Exists(path))
        {
            var given = new Option[] { _model, _input, _labels, _normalize }.FirstOrDefault(option => parsed.GetResult(option) is not null);
            return given is null ? TrainedNetwork.OfRun(path, best) : throw new UsageException($"{given.Name} is for a file of weights, and a run says it itself; leave it out.");
        }

        if (best)
        {
            throw new UsageException("--best chooses among the weights of a run, and this is one file of weights; leave it out.");
        }

        var origin = WeightsOrigin.Find(path);
        return TrainedNetwork.OfFile(origin.File, Describe(origin, parsed, find), hasNames: origin.Description is not null || parsed.GetValue(_labels) is not null);
    }

    private static NetworkDescription Describe(string model, Shape input, IReadOnlyList<string> classes, Normalize normalize) =>
        new(model, input, classes, normalize.Mean, normalize.Std);

    private static List<string> Numbered(int classes) => [.. Enumerable.Range(0, classes).Select(i => $"class {i}")];

    // What the user gave, else what the run of the file says, else what is usual.
    private NetworkDescription Describe(WeightsOrigin origin, ParseResult parsed, Func<string, ModelInfo> find)
    {
        var (model, described) = (find(origin.Network(parsed.GetValue(_model))), origin.Description);
        var input = Input(parsed) ?? (described is not null ? [.. described.Input] : model.Input);
        var (labels, count) = (Labels(parsed), CountClasses(model, input, origin.File));
        if (labels is not null && count is not null && labels.Count != count)
        {
            throw new UsageException($"--labels {parsed.GetValue(_labels)}: {labels.Count} names, and the network in {origin.File} has {count} classes. Give it a line for each of them.");
        }

        var classes = labels ?? described?.Classes ?? Numbered(count ?? model.Classes);
        return Describe(model.Name, input, classes, Normalize(parsed, input) ?? origin.Normalize(input[0])) with { IsLightOnBlack = described?.IsLightOnBlack == true };
    }

    private Shape? Input(ParseResult parsed) =>
        parsed.GetValue(_input) is { } size && Dimensions.ParseChannelsHeightWidth(size) is var (c, h, w) ? [c, h, w] : null;

    private Normalize? Normalize(ParseResult parsed, Shape input) =>
        parsed.GetValue(_normalize) is { } text ? Normalization.Parse(text, input[0]) : null;

    private List<string>? Labels(ParseResult parsed) => parsed.GetValue(_labels) is { } file ? ReadLabels(file) : null;

    private static List<string> ReadLabels(string file)
    {
        try
        {
            return [.. File.ReadLines(file).Where(line => line.Length > 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--labels {file}: the file cannot be read. Name a text file with the name of a class on each line.");
        }
    }

    // As many as the last layer in the file has outputs; null where the file is of another network.
    private static int? CountClasses(ModelInfo model, Shape input, string path)
    {
        using var file = WeightsFile.Open(path);
        var head = model.Head(input);
        var match = WeightsMatch.Of(model.Build(model.Classes, input), file);
        if (!match.Fits(head.Contains))
        {
            return null;
        }

        return match.OtherShape.Select(item => item.Stored.Rank > 0 ? item.Stored[0] : 0).FirstOrDefault(count => count is > 0 and <= MostClasses, model.Classes);
    }
}
