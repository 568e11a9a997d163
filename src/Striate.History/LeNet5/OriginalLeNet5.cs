using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// LeNet-5 as the paper has it, which <see cref="Networks.LeNet5"/> is today's form of: trained subsampling, a table of connections, codes
/// for the ten digits at the output. LeCun, Bottou, Bengio and Haffner, Proceedings of the IEEE 86(11), 1998, section II.
/// </summary>
/// <remarks>Input [N, 1, 32, 32], output [N, 10]: minus the squared distances of the 84 states of F6 from the codes, so that the largest names the digit. 60,000
/// parameters and 340,908 connections, those to the ten codes included.</remarks>
public sealed class OriginalLeNet5 : TanhNet
{
    /// <summary>Rows and columns of its input plane.</summary>
    public const int Side = 32;

    // White and black of the paper's input, chosen so that the mean is about 0 and the variance about 1.
    private const double Background = -0.1;
    private const double Foreground = 1.175;

    /// <summary>Builds the net.</summary>
    public OriginalLeNet5()
    {
        AddLayer("c1", new TableConv2d(ConnectionTable.Full(1, 6), 5));
        AddLayer("s2", new TrainableSubsampling(6));
        AddLayer("c3", new TableConv2d(Scheme, 5));
        AddLayer("s4", new TrainableSubsampling(16));
        AddLayer("c5", new TableConv2d(ConnectionTable.Full(16, 120), 5));
        AddLayer("f6", new TableConv2d(ConnectionTable.Full(120, DigitCodes.Length), 1));
    }

    /// <summary>Table I of the paper: which maps of S2 the maps of C3 see.</summary>
    public static ConnectionTable Scheme { get; } = ConnectionTable.Of(
        6,
        [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
        [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5],
        [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5],
        [0, 1, 2, 3, 4, 5]);

    /// <summary>Connections of the ten output units, one for each number of their codes, none of which is learned.</summary>
    public static int OutputConnections => DigitCodes.Count * DigitCodes.Length;

    // The first term of the loss, the distance Σ (x − c)² from the right code; the second one bends little once the digits lie apart.
    internal override double CostCurvature => 2;

    /// <inheritdoc/>
    public override Tensor Input(Tensor pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var (rows, columns) = (Side - pixels.Shape[2], Side - pixels.Shape[3]);
        var plane = (pixels * (Foreground - Background)) + Background;
        return Ops.Pad(plane, new Padding2d(rows / 2, rows - (rows / 2), columns / 2, columns - (columns / 2)), value: (float)Background);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var f6 = Ops.Reshape(States(x)[^1], [x.Shape[0], 1, DigitCodes.Length]);
        return -Ops.Sum(Ops.Square(f6 - DigitCodes.All), [2]);
    }
}
