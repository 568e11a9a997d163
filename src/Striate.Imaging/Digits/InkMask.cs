namespace Striate.Imaging;

/// <summary>Which places are ink of the digit, without specks and without what hangs over the photo's edge.</summary>
internal sealed class InkMask
{
    // A part less than this share of the photo long is a speck.
    private const float LeastLength = 1f / 20;

    // The strokes of a digit lie closer together than this share of its length, digits lie farther apart; and what is half
    // as long as the digit is no stain beside it, but another one.
    private const float MostGap = 0.12f;
    private const float LikeLength = 0.5f;

    private readonly bool[] _ink;
    private readonly int _height;
    private readonly int _width;

    private InkMask(bool[] ink, int height, int width) => (_ink, _height, _width) = (ink, height, width);

    /// <summary>The box around the digit; <see cref="Box.Nothing"/> if there is none.</summary>
    public Box Digit { get; private set; } = Box.Nothing;

    /// <summary>Whether something of like size lies beside it.</summary>
    public bool HasAnother { get; private set; }

    /// <summary>How broad the strokes are in pixels: of a long stroke, area = length · width, and its rim has 2 · length places.</summary>
    public float StrokeWidth
    {
        get
        {
            var (area, rim) = (0, 0);
            for (var i = 0; i < _ink.Length; i++)
            {
                area += _ink[i] ? 1 : 0;
                rim += _ink[i] && !(IsInk(i, -1, 0) && IsInk(i, 1, 0) && IsInk(i, 0, -1) && IsInk(i, 0, 1)) ? 1 : 0;
            }

            return 2f * area / Math.Max(rim, 1);
        }
    }

    /// <summary>The mask of all that lies above the threshold and belongs to the digit.</summary>
    public static InkMask Of(Ink ink)
    {
        var (height, width) = (ink.Plane.Height, ink.Plane.Width);
        var mask = new InkMask(Array.ConvertAll(ink.Plane.Values.ToArray(), value => value >= ink.Threshold), height, width);
        var parts = InkPart.Of(mask._ink, height, width).Where(part => part.Box.LongerSide >= LeastLength * Math.Max(height, width)).ToList();

        // A digit that fills the whole photo touches its edge; then there is nothing large inside.
        var inside = parts.Where(part => !part.IsAtEdge(height, width)).ToList();
        mask.Keep(inside.Count > 0 ? inside : parts);
        return mask;
    }

    /// <summary>The mask and the places around it.</summary>
    public bool[] Grown()
    {
        var grown = new bool[_ink.Length];
        for (var i = 0; i < grown.Length; i++)
        {
            for (var n = 0; n < 9 && !grown[i]; n++)
            {
                grown[i] = IsInk(i, (n / 3) - 1, (n % 3) - 1);
            }
        }

        return grown;
    }

    /// <summary>Keeps the largest part and all that is close to it.</summary>
    private void Keep(List<InkPart> parts)
    {
        Array.Clear(_ink);
        for (var next = parts.MaxBy(part => part.Places.Count); next is not null; next = parts.Find(part => part.Box.Gap(Digit) <= MostGap * Digit.LongerSide))
        {
            parts.Remove(next);
            Digit = Digit.Union(next.Box);
            next.Places.ForEach(place => _ink[place] = true);
        }

        HasAnother = parts.Exists(part => part.Box.LongerSide >= LikeLength * Digit.LongerSide);
    }

    private bool IsInk(int place, int down, int right)
    {
        var (row, column) = ((place / _width) + down, (place % _width) + right);
        return row >= 0 && row < _height && column >= 0 && column < _width && _ink[(row * _width) + column];
    }
}
