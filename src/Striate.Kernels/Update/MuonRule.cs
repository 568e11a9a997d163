namespace Striate.Kernels.Update;

/// <summary>The numbers of Muon. See <see cref="MuonKernel"/>.</summary>
/// <param name="Momentum">μ.</param>
/// <param name="Nesterov">Looks ahead along the velocity.</param>
/// <param name="Iterations">How often the matrix is brought nearer to an orthogonal one.</param>
public readonly record struct MuonRule(double Momentum, bool Nesterov, int Iterations);
