using Xunit;

namespace Striate.Tests;

/// <summary>
/// Real data that is no part of the repository: in the folder that STRIATE_SHARED_DATA names, else in ../shared/data beside the
/// repository. A test that needs a file which is not there is skipped.
/// </summary>
internal static class SharedData
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("STRIATE_SHARED_DATA") ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    public static string Find(string name)
    {
        var path = Path.Combine(Folder, name);
        Assert.SkipUnless(File.Exists(path), $"There is no {path}. The folder can be named by STRIATE_SHARED_DATA.");
        return path;
    }
}
