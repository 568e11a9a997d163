using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Striate.Kernels;
using Striate.Kernels.Threading;

namespace Striate.Cli.Commands;

/// <summary>striate doctor: what this machine offers and what of it is used.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "CPU, vector width in use, threads, memory and versions.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        Line("striate", Version(typeof(DoctorCommand)));
        Line(".NET", RuntimeInformation.FrameworkDescription);
        Line("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        Line("CPU", Processor());
        Line("vectors", Simd.Description);
        Line("threads", $"{Workers.Count} of {Environment.ProcessorCount} processors");
        Line("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0.0} GB"));
        Line("SkiaSharp", Version(typeof(SkiaSharp.SKBitmap)));
        Line("ScottPlot", Version(typeof(ScottPlot.Plot)));
        return CommandLine.Done;
    }

    private static void Line(string what, string value) => Console.WriteLine($"{what,-10}{value}");

    // That of the package: an assembly's own version may stay the same over many of them.
    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    // The name that the processor gives itself, in three parts of 16 letters.
    private static string Processor()
    {
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < 0x80000004)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }

        Span<int> letters = stackalloc int[12];
        for (var part = 0; part < 3; part++)
        {
            var (a, b, c, d) = X86Base.CpuId(unchecked((int)(0x80000002 + (uint)part)), 0);
            (letters[4 * part], letters[(4 * part) + 1], letters[(4 * part) + 2], letters[(4 * part) + 3]) = (a, b, c, d);
        }

        return System.Text.Encoding.ASCII.GetString(MemoryMarshal.AsBytes(letters)).TrimEnd('\0', ' ').Trim();
    }
}
