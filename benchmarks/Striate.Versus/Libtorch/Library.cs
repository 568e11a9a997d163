using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Striate.Versus.Libtorch;

/// <summary>
/// Loads libtorch. TorchSharp's own library asks for a version of libstdc++ that Debian 12 lacks and that nothing in it
/// needs; where it does not load for that reason, a copy without that demand is loaded in its place.
/// </summary>
internal static class Library
{
    private const string Name = "LibTorchSharp";
    private const string MissingVersion = "GLIBCXX_3.4.32";

    /// <summary>"libtorch 2.10".</summary>
    public static string Version => $"libtorch {string.Join('.', torch.__version__.Split('.').Take(2))}";

    /// <summary>Loads the library; to be called before any other use of TorchSharp.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says why in one line.</exception>
    public static void Load()
    {
        // Asked last, after the usual places: where the library loads as it is, the copy is never made.
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == Name ? LoadWeakened() : 0;
        try
        {
            NativeLibrary.Load("torch_cpu", typeof(torch).Assembly, null);
            NativeLibrary.Load(Name, typeof(torch).Assembly, null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or IOException)
        {
            throw new DllNotFoundException($"libtorch cannot be loaded: {Reason(error.Message)}", error);
        }
    }

    // The first line is general advice; then follows what became of each place that was tried, most of which do not exist.
    private static string Reason(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Skip(1).FirstOrDefault(line => !line.EndsWith("No such file or directory", StringComparison.Ordinal)) ?? lines[^1];
    }

    private static nint LoadWeakened()
    {
        var original = Path.Combine(AppContext.BaseDirectory, $"lib{Name}.so");
        if (!OperatingSystem.IsLinux() || !File.Exists(original))
        {
            return 0;
        }

        var contents = File.ReadAllBytes(original);
        if (new ElfVersionNeeds(contents).Weaken(MissingVersion) == 0)
        {
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("striate-versus-");
        try
        {
            // The libraries that it needs lie beside the original: once loaded, the copy finds them by their names.
            NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libtorch.so"));
            var copy = Path.Combine(folder.FullName, Path.GetFileName(original));
            File.WriteAllBytes(copy, contents);
            return NativeLibrary.Load(copy);
        }
        finally
        {
            // A loaded library stays in memory when its file is gone.
            folder.Delete(recursive: true);
        }
    }
}
