using System.Text.Json;
using Striate.Tensors;

namespace Striate.Networks.Tests;

/// <summary>The numbers of PyTorch that Reference/make_training.py stored.</summary>
internal static class TrainingReference
{
    public static JsonElement Json { get; } = JsonDocument.Parse(
        typeof(TrainingReference).Assembly.GetManifestResourceStream("training.json")!).RootElement;

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>The rule by which both sides compute weights and inputs.</summary>
    public static float[] Rule(int length, double scale) => [.. Enumerable.Range(0, length).Select(i => (float)(scale * Math.Sin(i + length)))];

    public static void AssertEqual(string what, JsonElement expected, Tensor actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()), actual.Shape);
        var numbers = Numbers(expected.GetProperty("values"));
        var largest = numbers.Max(Math.Abs);
        foreach (var (value, got) in numbers.Zip(actual.ToArray()))
        {
            Assert.True(Math.Abs(value - got) <= tolerance * largest, $"{what}: expected {value}, got {got}.");
        }
    }
}
