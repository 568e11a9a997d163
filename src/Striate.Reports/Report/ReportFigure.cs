namespace Striate.Reports;

/// <summary>A figure of a report, as it is stored and shown.</summary>
/// <param name="Name">The name of its file, without an ending.</param>
/// <param name="Png">The file.</param>
/// <param name="Width">At how many CSS pixels it is shown where there is room; it has more of its own.</param>
/// <param name="Height">Its height then.</param>
/// <param name="Alt">What it is, for those who do not see it.</param>
/// <param name="Caption">What one sees.</param>
internal sealed record ReportFigure(string Name, byte[] Png, int Width, int Height, string Alt, string Caption);
