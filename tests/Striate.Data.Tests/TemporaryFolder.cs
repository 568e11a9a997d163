namespace Striate.Data.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("striate-").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(At(name), bytes);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
