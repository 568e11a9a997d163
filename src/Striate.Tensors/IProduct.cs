using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>An operation, such as a convolution, whose results may be finished on their way to memory.</summary>
internal interface IProduct
{
    /// <summary>Computes it.</summary>
    /// <param name="epilogue">How to finish the results.</param>
    /// <param name="y">The results.</param>
    void Write(in Epilogue epilogue, Span<float> y);
}

/// <summary>Computes a product.</summary>
internal delegate void ProductWriter(in Epilogue epilogue, Span<float> y);

/// <summary>A product that a function computes.</summary>
internal sealed class WrittenProduct(ProductWriter write) : IProduct
{
    public void Write(in Epilogue epilogue, Span<float> y) => write(epilogue, y);
}

/// <summary>Numbers that nothing is done to on their way.</summary>
internal sealed class UnfinishedProduct(TensorWriter write) : IProduct
{
    public void Write(in Epilogue epilogue, Span<float> y) => write(y);
}
