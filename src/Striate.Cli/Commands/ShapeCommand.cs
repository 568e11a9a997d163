using System.CommandLine;
using System.Globalization;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Cli.Commands;

/// <summary>striate shape: the arithmetic of the lecture, with the numbers filled in.</summary>
internal static class ShapeCommand
{
    // What is farther away is no neighbour.
    private const int MostChange = 256;

    public static Command Create()
    {
        var input = new Argument<string>("input") { Description = "Height x width x channels of the input, as in 32x32x3 (7x7 is one channel)." };
        var filters = new Option<int>("--filters") { Description = "Number of filters.", DefaultValueFactory = _ => 1 };
        var size = new Option<int>("--size") { Description = "Height and width of a filter.", Required = true };
        var stride = new Option<int>("--stride") { Description = "Step of the filter.", DefaultValueFactory = _ => 1 };
        var pad = new Option<int>("--pad") { Description = "Zeros added on each side.", DefaultValueFactory = _ => 0 };
        var dilation = new Option<int>("--dilation") { Description = "Distance between a filter's places.", DefaultValueFactory = _ => 1 };
        var command = new Command("shape", "The sizes of a convolution: the formula with the numbers filled in.") { input, filters, size, stride, pad, dilation };
        command.SetAction(parsed => Run(new Request(
            Dimensions.ParseHeightWidthChannels(parsed.GetValue(input)!),
            parsed.GetValue(filters), parsed.GetValue(size), parsed.GetValue(stride), parsed.GetValue(pad), parsed.GetValue(dilation))));
        return command;
    }

    private static int Run(Request r)
    {
        if (r.Filters < 1)
        {
            throw new UsageException($"--filters {r.Filters}: give a number of at least 1.");
        }

        WindowAxis rows, columns;
        try
        {
            rows = r.Axis(r.Input.Height, Fit.Floor);
            columns = r.Axis(r.Input.Width, Fit.Floor);
        }
        catch (ShapeException error)
        {
            var neighbours = string.Join("; ", Neighbours(r));
            throw new UsageException(neighbours.Length > 0 ? $"{error.Message} Settings that fit: {neighbours}." : error.Message);
        }

        long weights, parameters, multiplyAdds;
        try
        {
            weights = checked((long)r.Size * r.Size * r.Input.Channels);
            parameters = checked((weights + 1) * r.Filters);
            multiplyAdds = checked((long)rows.Output * columns.Output * r.Filters * weights);
        }
        catch (OverflowException)
        {
            throw new UsageException(
                $"{r.Filters} filters of {r.Size}x{r.Size}x{r.Input.Channels} at {rows.Output}x{columns.Output} places take more multiply-adds than "
                + $"can be counted, {Number(long.MaxValue)}. Give smaller numbers.");
        }

        Console.WriteLine("output         (N − F + 2P)/S + 1" + (r.Dilation > 1 ? $", F = {r.Dilation}·({r.Size} − 1) + 1 = {rows.Extent}" : ""));
        Console.WriteLine($"               height {rows.Formula}");
        Console.WriteLine($"               width  {columns.Formula}");
        var fits = rows.LeftOver == 0 && columns.LeftOver == 0;
        if (!fits)
        {
            Console.WriteLine($"               does not fit: rounded down, {LeftOut(rows.LeftOver, "row")} and {LeftOut(columns.LeftOver, "column")} would be left out");
        }

        Console.WriteLine($"               {rows.Output}x{columns.Output}x{r.Filters}{(fits ? "" : " when rounded down")}");
        Console.WriteLine($"parameters     ({r.Size}·{r.Size}·{r.Input.Channels} + 1)·{r.Filters} = {Number(parameters)}");
        Console.WriteLine($"multiply-adds  {rows.Output}·{columns.Output}·{r.Filters}·{Number(weights)} = {Number(multiplyAdds)}");
        if (!fits)
        {
            Console.WriteLine($"settings that fit  {string.Join("; ", Neighbours(r))}");
        }

        return CommandLine.Done;
    }

    // The nearest settings that fit, changing one number at a time.
    private static IEnumerable<string> Neighbours(Request r)
    {
        var farthest = (int)Math.Min((long)r.Size + r.Stride, MostChange);
        var candidates = Enumerable.Range(1, Math.Max(farthest, 0)).SelectMany(step => new[] { -step, step }).SelectMany(change => new[]
        {
            (What: "stride", Value: r.Stride + change, Changed: r with { Stride = r.Stride + change }, Change: Math.Abs(change)),
            (What: "pad", Value: r.Pad + change, Changed: r with { Pad = r.Pad + change }, Change: Math.Abs(change)),
            (What: "size", Value: r.Size + change, Changed: r with { Size = r.Size + change }, Change: Math.Abs(change)),
        });
        foreach (var group in candidates.Where(c => c.Changed.Fits).GroupBy(c => c.What))
        {
            foreach (var candidate in group.OrderBy(c => c.Change).Take(2))
            {
                var (rows, columns) = (candidate.Changed.Axis(r.Input.Height, Fit.Exact), candidate.Changed.Axis(r.Input.Width, Fit.Exact));
                yield return $"--{candidate.What} {candidate.Value} ({rows.Output}x{columns.Output})";
            }
        }
    }

    private static string LeftOut(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Request((int Height, int Width, int Channels) Input, int Filters, int Size, int Stride, int Pad, int Dilation)
    {
        public bool Fits
        {
            get
            {
                try
                {
                    return Pad < Size && Axis(Input.Height, Fit.Exact).Output > 0 && Axis(Input.Width, Fit.Exact).Output > 0;
                }
                catch (ShapeException)
                {
                    return false;
                }
            }
        }

        public WindowAxis Axis(int length, Fit fit) => WindowAxis.Create(length, Size, Stride, Pad, Pad, Dilation, fit);
    }
}
