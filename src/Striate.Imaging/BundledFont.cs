namespace Striate.Imaging;

/// <summary>The font that comes with this room: a bare machine has none. DejaVu Sans; its licence stands beside the file.</summary>
public static class BundledFont
{
    /// <summary>Its family name.</summary>
    public const string Name = "DejaVu Sans";

    /// <summary>Opens the TrueType file.</summary>
    /// <returns>A stream that the caller disposes.</returns>
    public static Stream Open() => typeof(BundledFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")
        ?? throw new InvalidOperationException("The bundled font DejaVuSans.ttf is missing. Build Striate.Imaging again.");
}
