namespace Striate.Kernels.Conv;

/// <summary>
/// Channels-last images cut into square tiles of outputs, each with the patch of pixels that it looks at; what of a patch
/// lies outside its image is zero.
/// </summary>
/// <param name="x">The images.</param>
/// <param name="size">Height and width of an image.</param>
/// <param name="channels">Channels.</param>
/// <param name="before">Rows and columns of zeros before the image; negative where the first patch starts inside.</param>
/// <param name="outputs">Height and width of the outputs.</param>
/// <param name="patch">Pixels along a side of a patch.</param>
/// <param name="tile">Outputs along a side of a tile: the distance of the patches.</param>
internal readonly unsafe struct TiledImages(float* x, Size2d size, int channels, (int Top, int Left) before, Size2d outputs, int patch, int tile)
{
    private readonly int _tileRows = (outputs.Height + tile - 1) / tile;
    private readonly int _tileColumns = (outputs.Width + tile - 1) / tile;

    public int Channels => channels;

    public int TilesInImage => _tileRows * _tileColumns;

    /// <summary>The first output of a tile.</summary>
    public (int Image, int Row, int Column) FirstOutput(int number)
    {
        var (image, place) = Math.DivRem(number, TilesInImage);
        var (row, column) = Math.DivRem(place, _tileColumns);
        return (image, row * tile, column * tile);
    }

    /// <summary>Outputs of a tile that lie on its image.</summary>
    public (int Rows, int Columns) OutputsFrom(int row, int column) =>
        (Math.Min(tile, outputs.Height - row), Math.Min(tile, outputs.Width - column));

    /// <summary>Index of an output pixel among those of all images.</summary>
    public nint OutputIndex(int image, int row, int column) => ((((nint)image * outputs.Height) + row) * outputs.Width) + column;

    /// <summary>Distance of two output pixels, one above the other.</summary>
    public int OutputWidth => outputs.Width;

    /// <summary>Finds the pixels of a tile's patch, row by row.</summary>
    /// <param name="number">The tile.</param>
    /// <param name="zeros">What stands for a pixel outside.</param>
    /// <param name="pixels">Filled with patch × patch places.</param>
    public void FindPatch(int number, float* zeros, float** pixels)
    {
        var (image, row, column) = FirstOutput(number);
        for (var i = 0; i < patch; i++)
        {
            var y = row + i - before.Top;
            var line = x + ((((nint)image * size.Height) + y) * size.Width * channels);
            for (var j = 0; j < patch; j++)
            {
                var place = column + j - before.Left;
                var inside = (uint)y < (uint)size.Height && (uint)place < (uint)size.Width;
                *pixels++ = inside ? line + ((nint)place * channels) : zeros;
            }
        }
    }
}
