using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels;

/// <summary>The checks at a kernel's border: behind it pointers are trusted, so a span that is too short stops here.</summary>
internal static class Border
{
    /// <summary>Elements in a piece of elementwise work: 64 KB of floats, long enough to hide the cost of a hand-over.</summary>
    public const int Grain = 16 * 1024;

    /// <summary>How many units of some numbers each make a piece.</summary>
    public static int UnitsInPiece(int numbers) => Math.Max(Grain / Math.Max(numbers, 1), 1);

    /// <summary>Both spans have the same length.</summary>
    public static void SameLength(
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        [CallerArgumentExpression(nameof(a))] string nameOfA = "",
        [CallerArgumentExpression(nameof(b))] string nameOfB = "")
    {
        if (a.Length != b.Length)
        {
            Fail($"{nameOfA} has {a.Length} numbers and {nameOfB} has {b.Length}; they must be as many.");
        }
    }

    /// <summary>The span has exactly the length that the geometry asks for.</summary>
    public static void Length(ReadOnlySpan<float> span, long expected, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != expected)
        {
            Fail($"{name} has {span.Length} numbers, expected {expected}.");
        }
    }

    /// <summary>The span has the length that the geometry asks for, or is empty where the argument was left out.</summary>
    public static void LengthOrEmpty(ReadOnlySpan<float> span, long expected, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (!span.IsEmpty)
        {
            Length(span, expected, name);
        }
    }

    [StackTraceHidden]
    private static void Fail(string message) => throw new ShapeException(message);
}
