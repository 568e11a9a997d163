using System.CommandLine;
using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Cli.Commands.See;

/// <summary>What the commands that look inside a network share: which network, which of its layers, and where the picture goes.</summary>
internal sealed class SeenNetwork
{
    private readonly Argument<string> _model = new("model") { Description = "A run folder, a file of weights, or the name of a network, which then has learned nothing." };
    private readonly NetworkOptions _network = new();
    private readonly Option<string?>? _layer;
    private readonly Option<string> _out;
    private readonly string _ending;

    /// <summary>Creates the options.</summary>
    /// <param name="layer">Which layer is looked at, for the help text; null where none is.</param>
    /// <param name="file">The file that is written unless the user names another.</param>
    /// <param name="description">What is written, for the help text.</param>
    public SeenNetwork(string? layer, string file, string description = "The PNG file to write.")
    {
        _layer = layer is null ? null : new Option<string?>("--layer") { Description = layer };
        _ending = Path.GetExtension(file);
        _out = new Option<string>("--out") { Description = description, DefaultValueFactory = _ => file };
    }

    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="own">Arguments and options of its own; the arguments follow that of the network.</param>
    public Command Command(string name, string description, params ReadOnlySpan<Symbol> own)
    {
        var command = new Command(name, description) { _model };
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        if (_layer is not null)
        {
            command.Add(_layer);
        }

        command.Add(_out);
        _network.AddTo(command);
        return command;
    }

    /// <summary>The network, after a look at whether what comes of it can be written.</summary>
    /// <param name="parsed">What the user typed.</param>
    /// <param name="isFolder">Whether a folder is written instead of a file.</param>
    public TrainedNetwork Load(ParseResult parsed, bool isFolder = false)
    {
        if (!isFolder)
        {
            _ = Outputs.File(File(parsed), _ending);
        }

        return _network.LoadOrBuild(NetworkOptions.Meant(parsed.GetValue(_model)), parsed);
    }

    /// <summary>The layer that the user named, or null.</summary>
    public Module? Layer(TrainedNetwork trained, ParseResult parsed) => _layer is not null && parsed.GetValue(_layer) is { } path ? Names.Layer(trained.Network, path) : null;

    /// <summary>A picture as the network takes it; the user is told where it has much less detail than that.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="file">A picture file.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    public static Tensor Image(TrainedNetwork trained, string file)
    {
        var input = trained.Description.Input;
        var picture = PictureFile.Read(file, input[0]);
        if (picture.Height * 2 < input[1] || picture.Width * 2 < input[2])
        {
            Console.WriteLine($"{file} is {picture.Width} pixels wide and {picture.Height} high; the network takes {input[2]} × {input[1]}, and sees it enlarged.");
        }

        return trained.Prepare(picture, file);
    }

    /// <summary>The file that is to be written.</summary>
    public string File(ParseResult parsed) => parsed.GetValue(_out)!;

    /// <summary>Writes the picture and says where it is.</summary>
    public void Write(Picture picture, ParseResult parsed)
    {
        var file = File(parsed);
        PictureFile.Write(picture, file);
        Console.WriteLine(file);
    }
}
