namespace Striate.Versus.Measuring;

/// <summary>What one run costs at least, however it is done. Winograd's method does with fewer multiply-adds.</summary>
/// <param name="MultiplyAdds">Multiply-adds by the definition.</param>
/// <param name="Bytes">Bytes that are read and written even if each is touched once.</param>
internal readonly record struct Cost(double MultiplyAdds, double Bytes);
