namespace Striate.Data.Augmentation;

/// <summary>The old pixels that a new one is made of along one axis, and their weights: a triangle around its centre.</summary>
internal readonly record struct Taps(int First, int Count, float Centre, float Reach, float Sum)
{
    public static Taps At(int place, float scale, float shift, int length, Surroundings around)
    {
        var centre = ((place + 0.5f) * scale) + shift;
        centre = around == Surroundings.Reflect ? Reflection.Of(centre, length) : centre;
        if (!(centre >= 0 && centre < length))
        {
            return default;
        }

        var reach = MathF.Max(MathF.Abs(scale), 1);
        var first = Math.Max((int)MathF.Floor(centre - reach + 0.5f), 0);
        var last = Math.Min((int)MathF.Ceiling(centre + reach - 0.5f), length);
        var taps = new Taps(first, last - first, centre, reach, 1);
        var sum = 0f;
        for (var i = first; i < last; i++)
        {
            sum += taps.Weight(i);
        }

        return taps with { Sum = sum };
    }

    public float Weight(int i) => MathF.Max(0, 1 - (MathF.Abs(i + 0.5f - Centre) / Reach)) / Sum;
}
