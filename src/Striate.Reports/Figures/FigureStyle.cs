using ScottPlot;
using ScottPlot.TickGenerators;

namespace Striate.Reports;

/// <summary>
/// How all figures look: white paper, few lines, colours that people with any colour vision tell apart (Okabe and Ito,
/// 2008). The one place where the typeface is set.
/// </summary>
internal static class FigureStyle
{
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Orange = Color.FromHex("#D55E00");
    public static readonly Color Ink = Color.FromHex("#333333");
    public static readonly Color Pale = Color.FromHex("#E6E6E6");

    /// <summary>Colours of lines, in the order of their use.</summary>
    public static readonly IReadOnlyList<Color> Palette = [Blue, Orange, Color.FromHex("#009E73"), Color.FromHex("#CC79A7"), Color.FromHex("#56B4E9"), Color.FromHex("#E69F00"), Ink];

    static FigureStyle() => Fonts.FontResolvers.Insert(0, new BundledFontResolver());

    /// <summary>An empty panel.</summary>
    public static Plot Panel(string title, string x, string y)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.Frame(false);
        plot.Axes.Bottom.FrameLineStyle.IsVisible = true;
        plot.Axes.Left.FrameLineStyle.IsVisible = true;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.MajorLineColor = Pale;
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = 16;
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Text = x;
        plot.Axes.Left.Label.Text = y;
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.FontSize = 13;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 12;
        }

        plot.Legend.FontSize = 13;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.8);
        plot.Legend.FontColor = Ink;
        plot.Font.Set(Imaging.BundledFont.Name);
        return plot;
    }

    /// <summary>Whole numbers alone, for epochs.</summary>
    public static void WholeNumbers(IXAxis axis) => axis.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };

    /// <summary>From white (0) to the colour itself (1).</summary>
    public static Color Tint(Color color, double strength) => Colors.White.MixedWith(color, strength);
}
