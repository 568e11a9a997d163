namespace Striate.Insight;

/// <summary>Squares of the plane, each divided into four until it holds one place: far places act together. Barnes and Hut, Nature 324, 1986.</summary>
internal sealed class QuadTree
{
    // Places on top of each other are never parted.
    private const int MostDepth = 48;

    private readonly double[] _places;
    private readonly List<Node> _nodes = [];
    private readonly Stack<int> _open = new();

    /// <summary>Builds the tree.</summary>
    /// <param name="places">x and y by turns.</param>
    public QuadTree(double[] places)
    {
        _places = places;
        var (low, high) = (places.Min(), places.Max());
        _nodes.Add(new Node { X = (low + high) / 2, Y = (low + high) / 2, Half = Math.Max((high - low) / 2 * 1.001, 1e-12), First = -1, Place = -1 });
        for (var i = 0; i < places.Length / 2; i++)
        {
            Insert(i);
        }
    }

    /// <summary>What pushes a place away from all others: Σ q²·(y − other), with q = 1 / (1 + d²).</summary>
    /// <returns>Σ q.</returns>
    public double Push(int place, double theta, out double pushX, out double pushY)
    {
        var (x, y, sum) = (_places[2 * place], _places[(2 * place) + 1], 0.0);
        (pushX, pushY) = (0, 0);
        _open.Push(0);
        while (_open.TryPop(out var index))
        {
            var node = _nodes[index];
            if (node.Count == 0 || (node.Count == 1 && node.Place == place))
            {
                continue;
            }

            var (dx, dy) = (x - (node.SumX / node.Count), y - (node.SumY / node.Count));
            var square = (dx * dx) + (dy * dy);
            if (node.First < 0 || 4 * node.Half * node.Half < theta * theta * square)
            {
                var (q, others) = (1 / (1 + square), node.Count - (node.First < 0 && node.Place == place ? 1 : 0));
                sum += others * q;
                (pushX, pushY) = (pushX + (others * q * q * dx), pushY + (others * q * q * dy));
                continue;
            }

            for (var child = 0; child < 4; child++)
            {
                _open.Push(node.First + child);
            }
        }

        return sum;
    }

    private void Insert(int place)
    {
        var (x, y, index) = (_places[2 * place], _places[(2 * place) + 1], 0);
        for (var depth = 0; ; depth++)
        {
            var node = _nodes[index];
            var held = node.Count == 0 ? -1 : node.Place;
            (node.Count, node.SumX, node.SumY) = (node.Count + 1, node.SumX + x, node.SumY + y);
            if (node.First < 0 && (held < 0 || depth == MostDepth))
            {
                node.Place = held < 0 ? place : held;
                _nodes[index] = node;
                return;
            }

            if (node.First < 0)
            {
                Divide(ref node);
                var (heldX, heldY) = (_places[2 * held], _places[(2 * held) + 1]);
                var below = node.First + node.Quarter(heldX, heldY);
                _nodes[below] = _nodes[below] with { Count = 1, Place = held, SumX = heldX, SumY = heldY };
            }

            _nodes[index] = node;
            index = node.First + node.Quarter(x, y);
        }
    }

    private void Divide(ref Node node)
    {
        (node.First, node.Place) = (_nodes.Count, -1);
        var half = node.Half / 2;
        for (var child = 0; child < 4; child++)
        {
            _nodes.Add(new Node { X = node.X + ((child & 1) == 0 ? -half : half), Y = node.Y + ((child & 2) == 0 ? -half : half), Half = half, First = -1, Place = -1 });
        }
    }

    private record struct Node
    {
        // Its square, its four parts (-1 for none), what it holds, and a place of a square that is not divided.
        public double X, Y, Half, SumX, SumY;
        public int First, Count, Place;

        public readonly int Quarter(double x, double y) => (x < X ? 0 : 1) + (y < Y ? 0 : 2);
    }
}
