using System.Collections.ObjectModel;
using System.Numerics;
using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>A picture and what is marked in it. An augmentation that moves the pixels moves the marks along.</summary>
/// <param name="picture">The picture.</param>
public sealed class Sample(Picture picture)
{
    /// <summary>A sample with nothing in it, to be written by an augmentation.</summary>
    public Sample()
        : this(new Picture())
    {
    }

    /// <summary>The picture.</summary>
    public Picture Picture { get; } = picture;

    /// <summary>Boxes around things, for detection.</summary>
    public IList<BoundingBox> Boxes { get; } = [];

    /// <summary>Key points: (x, y) in pixels from the upper left corner; one that is out of the picture stays in the list.</summary>
    public IList<Vector2> Points { get; } = [];

    /// <summary>Masks, each of the picture's height and width with one channel of class numbers, for segmentation. They are shared where nothing moves.</summary>
    /// <exception cref="ArgumentException">One of another size is added.</exception>
    public IList<Picture> Masks => field ??= new MaskList(this);

    /// <summary>What augmentations make of it, one after the other.</summary>
    /// <param name="augmentations">In the order in which they happen.</param>
    /// <param name="rng">Where everything random comes from.</param>
    /// <returns>A sample of its own; with no augmentations this one.</returns>
    public Sample After(IReadOnlyList<IAugmentation> augmentations, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(augmentations);
        var current = this;
        foreach (var augmentation in augmentations)
        {
            var next = new Sample();
            augmentation.Apply(current, next, rng);
            current = next;
        }

        return current;
    }

    /// <summary>Takes over the marks of a sample whose pixels have not been moved.</summary>
    internal void TakeMarksOf(Sample other)
    {
        ClearMarks();
        AddMarks(other, Vector2.Zero);
        foreach (var mask in other.Masks)
        {
            Masks.Add(mask);
        }
    }

    /// <summary>Adds the boxes and points of another sample, which lies in this one at a place.</summary>
    internal void AddMarks(Sample other, Vector2 at)
    {
        foreach (var box in other.Boxes)
        {
            Boxes.Add(box with { Left = box.Left + at.X, Top = box.Top + at.Y, Right = box.Right + at.X, Bottom = box.Bottom + at.Y });
        }

        foreach (var point in other.Points)
        {
            Points.Add(point + at);
        }
    }

    internal void ClearMarks()
    {
        Boxes.Clear();
        Points.Clear();
        Masks.Clear();
    }

    private sealed class MaskList(Sample sample) : Collection<Picture>
    {
        protected override void InsertItem(int index, Picture item) => base.InsertItem(index, Check(item));

        protected override void SetItem(int index, Picture item) => base.SetItem(index, Check(item));

        private Picture Check(Picture mask)
        {
            ArgumentNullException.ThrowIfNull(mask);
            return (mask.Height, mask.Width, mask.Channels) == (sample.Picture.Height, sample.Picture.Width, 1)
                ? mask
                : throw new ArgumentException($"A mask of {mask} for a picture of {sample.Picture}; expected {sample.Picture.Height}x{sample.Picture.Width}x1. Resize it, or make both of one size.");
        }
    }
}
