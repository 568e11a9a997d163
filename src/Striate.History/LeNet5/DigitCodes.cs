using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The codes of LeNet-5's output: each digit as it looks on a screen, 12 rows of 7, ink 1 and paper −1. Digits that look alike have codes that are close,
/// so that what a reader of words takes for the other stays near.
/// </summary>
public static class DigitCodes
{
    /// <summary>Rows of a code.</summary>
    public const int Rows = 12;

    /// <summary>Columns of a code.</summary>
    public const int Columns = 7;

    /// <summary>Numbers of a code.</summary>
    public const int Length = Rows * Columns;

    private static readonly string[] Drawn =
    [
        """
        .......
        ..###..
        .##.##.
        ##...##
        ##...##
        ##...##
        ##...##
        ##...##
        .##.##.
        ..###..
        .......
        .......
        """,
        """
        .......
        ...##..
        ..###..
        .####..
        ...##..
        ...##..
        ...##..
        ...##..
        ...##..
        .######
        .......
        .......
        """,
        """
        .......
        .#####.
        ##...##
        .....##
        ....##.
        ...##..
        ..##...
        .##....
        ##.....
        #######
        .......
        .......
        """,
        """
        .......
        #######
        .....##
        ....##.
        ...##..
        ..####.
        .....##
        .....##
        ##...##
        .#####.
        .......
        .......
        """,
        """
        .......
        ....##.
        ...###.
        ..####.
        .##.##.
        ##..##.
        #######
        ....##.
        ....##.
        ....##.
        .......
        .......
        """,
        """
        .......
        #######
        ##.....
        ##.....
        ######.
        ##...##
        .....##
        .....##
        ##...##
        .#####.
        .......
        .......
        """,
        """
        .......
        ..####.
        .##....
        ##.....
        ######.
        ##...##
        ##...##
        ##...##
        ##...##
        .#####.
        .......
        .......
        """,
        """
        .......
        #######
        ##...##
        .....##
        ....##.
        ....##.
        ...##..
        ...##..
        ..##...
        ..##...
        .......
        .......
        """,
        """
        .......
        .#####.
        ##...##
        ##...##
        ##...##
        .#####.
        ##...##
        ##...##
        ##...##
        .#####.
        .......
        .......
        """,
        """
        .......
        .#####.
        ##...##
        ##...##
        ##...##
        ##...##
        .######
        .....##
        ....##.
        .####..
        .......
        .......
        """,
    ];

    /// <summary>How many codes.</summary>
    public static int Count => Drawn.Length;

    /// <summary>The codes, shape [10, 84], row after row of each bitmap.</summary>
    public static Tensor All { get; } = Tensor.From(
        [.. Drawn.SelectMany(code => code.Where(mark => mark is '.' or '#')).Select(mark => mark == '#' ? 1f : -1f)], [Drawn.Length, Length]).Keep();
}
