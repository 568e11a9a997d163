namespace Striate.Imaging.Tests;

/// <summary>The photos that lie beside the repository; tests that need them are skipped where they are missing.</summary>
internal static class Photos
{
    public static string Path(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = System.IO.Path.Combine(at.FullName, "shared", "data", "photos", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Assert.Skip($"There is no ../shared/data/photos/{name} beside the repository.");
        return "";
    }
}
