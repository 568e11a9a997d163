using System.Text.Json;
using Striate.Kernels.Conv;

namespace Striate.Tensors.Tests;

/// <summary>One case that a script in Reference/ stored: what went into an operation of PyTorch.</summary>
public sealed class StoredCase(JsonElement json)
{
    public JsonElement Json => json;

    public Dictionary<string, Tensor> Inputs { get; } = Tensors(json, "inputs");

    public Dictionary<string, Tensor> Buffers { get; } = Tensors(json, "buffers");

    public int[] Labels => [.. json.GetProperty("labels").EnumerateArray().Select(value => value.GetInt32())];

    public Fit Rounding => Settings.TryGetProperty("fit", out var fit) ? Enum.Parse<Fit>(fit.GetString()!) : Fit.Floor;

    public JsonElement Settings => json.GetProperty("settings");

    public Tensor this[string input] => Inputs[input];

    public Tensor? Find(string input) => Inputs.GetValueOrDefault(input);

    public int Whole(string name) => Settings.GetProperty(name).GetInt32();

    public double Real(string name) => Settings.GetProperty(name).GetDouble();

    public bool Flag(string name) => Settings.GetProperty(name).GetBoolean();

    public string Text(string name) => Settings.GetProperty(name).GetString()!;

    public int[] Wholes(string name) => [.. Settings.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    public Size2d Size(string name) => Wholes(name) is [var height, var width] ? (height, width) : throw new FormatException(name);

    public int First(string name) => Wholes(name)[0];

    public Size3d Size3(string name) => Wholes(name) is [var depth, var height, var width] ? (depth, height, width) : throw new FormatException(name);

    public (int Before, int After) Pair(string name, int axis)
    {
        var pair = Settings.GetProperty(name)[axis];
        return (pair[0].GetInt32(), pair[1].GetInt32());
    }

    public Padding2d Sides(string name) => Wholes(name) switch
    {
        [var rows, var columns] => (rows, columns),
        [var top, var bottom, var left, var right] => new Padding2d(top, bottom, left, right),
        _ => throw new FormatException(name),
    };

    public static Shape ShapeOf(JsonElement tensor) => Shape.Of([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);

    public static float[] Values(JsonElement tensor) => [.. tensor.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())];

    private static Dictionary<string, Tensor> Tensors(JsonElement json, string list) =>
        json.TryGetProperty(list, out var tensors)
            ? tensors.EnumerateObject().ToDictionary(item => item.Name, item => Tensor.From(Values(item.Value), ShapeOf(item.Value)))
            : [];
}
