namespace Striate.Imaging;

/// <summary>Places of ink that hang together, also over corners.</summary>
/// <param name="Places">Row · width + column of each.</param>
/// <param name="Box">The box around them.</param>
internal sealed record InkPart(List<int> Places, Box Box)
{
    /// <summary>All parts of a plane's places that are ink.</summary>
    public static List<InkPart> Of(bool[] ink, int height, int width)
    {
        var (parts, seen, open) = (new List<InkPart>(), new bool[ink.Length], new Stack<int>());
        for (var start = 0; start < ink.Length; start++)
        {
            if (!ink[start] || seen[start])
            {
                continue;
            }

            var (places, box) = (new List<int>(), Box.Nothing);
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out var place))
            {
                places.Add(place);
                box = box.With(place / width, place % width);
                var around = Box.Nothing.With(place / width, place % width).Grown(1, height, width);
                for (var row = around.Top; row < around.Bottom; row++)
                {
                    for (var next = (row * width) + around.Left; next < (row * width) + around.Right; next++)
                    {
                        if (ink[next] && !seen[next])
                        {
                            seen[next] = true;
                            open.Push(next);
                        }
                    }
                }
            }

            parts.Add(new InkPart(places, box));
        }

        return parts;
    }

    /// <summary>Whether it hangs over the edge of a picture.</summary>
    public bool IsAtEdge(int height, int width) => Box.Top == 0 || Box.Left == 0 || Box.Bottom == height || Box.Right == width;
}
