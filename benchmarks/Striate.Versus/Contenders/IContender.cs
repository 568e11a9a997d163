namespace Striate.Versus.Contenders;

/// <summary>One side of a case: made once, run many times.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Does the work once more.</summary>
    void Run();

    /// <summary>Does the work from its beginning and tells what it came to; called once, before any <see cref="Run"/>.</summary>
    IReadOnlyList<Result> Results();
}
