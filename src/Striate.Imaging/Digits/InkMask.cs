namespace Striate.Imaging;

/// <summary>Which places are ink of the digit, without specks and without what hangs over the photo's edge.</summary>
internal sealed class InkMask
{
    // Smaller than a tenth of the largest part is a speck; a digit is larger than this share of the photo.
    private const int SpeckShare = 10;
    private const float LeastShare = 0.002f;

    private readonly bool[] _ink;
    private readonly int _height;
    private readonly int _width;

    private InkMask(bool[] ink, int height, int width) => (_ink, _height, _width) = (ink, height, width);

    /// <summary>How many places are ink.</summary>
    public int Area => _ink.Count(ink => ink);

    /// <summary>How broad the strokes are in pixels: of a long stroke, area = length · width, and its rim has 2 · length places.</summary>
    public float StrokeWidth
    {
        get
        {
            var rim = 0;
            for (var i = 0; i < _ink.Length; i++)
            {
                rim += _ink[i] && !(IsInk(i, -1, 0) && IsInk(i, 1, 0) && IsInk(i, 0, -1) && IsInk(i, 0, 1)) ? 1 : 0;
            }

            return 2f * Area / Math.Max(rim, 1);
        }
    }

    /// <summary>The mask of all that lies above a threshold and belongs to the digit.</summary>
    public static InkMask Of(GreyPlane ink, float threshold)
    {
        var mask = new InkMask(new bool[ink.Values.Length], ink.Height, ink.Width);
        for (var i = 0; i < mask._ink.Length; i++)
        {
            mask._ink[i] = ink.Values[i] >= threshold;
        }

        var parts = mask.Parts();
        var inside = parts.Where(part => !part.AtEdge).ToList();

        // A digit that fills the whole photo touches its edge; then there is nothing large inside.
        var digit = inside.Any(part => part.Places.Count >= LeastShare * mask._ink.Length) ? inside : parts;
        var least = digit.Select(part => part.Places.Count).DefaultIfEmpty(0).Max() / SpeckShare;
        Array.Clear(mask._ink);
        foreach (var place in digit.Where(part => part.Places.Count > least).SelectMany(part => part.Places))
        {
            mask._ink[place] = true;
        }

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

    private bool IsInk(int place, int down, int right)
    {
        var (row, column) = ((place / _width) + down, (place % _width) + right);
        return row >= 0 && row < _height && column >= 0 && column < _width && _ink[(row * _width) + column];
    }

    /// <summary>The parts that hang together, also over corners.</summary>
    private List<(List<int> Places, bool AtEdge)> Parts()
    {
        var (parts, seen, open) = (new List<(List<int>, bool)>(), new bool[_ink.Length], new Stack<int>());
        for (var start = 0; start < _ink.Length; start++)
        {
            if (!_ink[start] || seen[start])
            {
                continue;
            }

            var (places, atEdge) = (new List<int>(), false);
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out var place))
            {
                places.Add(place);
                var (row, column) = (place / _width, place % _width);
                atEdge |= row == 0 || column == 0 || row == _height - 1 || column == _width - 1;
                for (var n = 0; n < 9; n++)
                {
                    var (down, right) = ((n / 3) - 1, (n % 3) - 1);
                    var next = place + (down * _width) + right;
                    if (IsInk(place, down, right) && !seen[next])
                    {
                        seen[next] = true;
                        open.Push(next);
                    }
                }
            }

            parts.Add((places, atEdge));
        }

        return parts;
    }
}
