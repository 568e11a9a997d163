namespace Striate.Kernels.Threading;

/// <summary>Work over the numbers 0 to n − 1, each independent of the others.</summary>
public interface IRangeWork
{
    /// <summary>Does the numbers from <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/> − 1.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="length">How many.</param>
    void Run(int start, int length);
}
