using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Striate.Kernels.Tests;

/// <summary>Runs all other tests of this project once more under each narrower instruction set, each in a process of its own.</summary>
public class InstructionSetTests
{
    private const string ExpectedWidth = "STRIATE_TEST_EXPECTED_WIDTH";

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 8)]
    [InlineData("DOTNET_EnableAVX2", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    [Trait("Category", "InstructionSets")]
    public async Task AllTests_NarrowerInstructionSet_Pass(string setting, int width)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "No process can be started here.");
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-trait-", "Category=InstructionSets", "-noLogo", "-noColor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment[setting] = "0";
        start.Environment[ExpectedWidth] = Math.Min(width, Simd.Width).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await errors);
    }

    [Fact]
    public void Width_OfThisProcess_IsTheOneAskedFor()
    {
        var expected = Environment.GetEnvironmentVariable(ExpectedWidth) is { } text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;
        Assert.Equal(expected, Simd.Width);
    }
}
