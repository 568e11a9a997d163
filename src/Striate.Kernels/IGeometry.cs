using Striate.Kernels.Conv;

namespace Striate.Kernels;

/// <summary>What the sizes of an operation say about its cost and about how far it looks.</summary>
public interface IGeometry
{
    /// <summary>Multiply-adds of the forward pass.</summary>
    long MultiplyAdds { get; }

    /// <summary>The window that slides over rows and columns, or null for an operation that looks at one place at a time.</summary>
    (WindowAxis Rows, WindowAxis Columns)? Window => null;

    /// <summary>Whether the window slides over the output instead, over which it spreads each place of the input.</summary>
    bool IsTransposed => false;
}
