namespace Striate.Cli.Tests;

public class WideTableTests
{
    [Fact]
    public void Lines_OfAWrappedLastCell_GoOnInItsColumn()
    {
        var table = new WideTable(("name", false), ("idea", false)) { WrapsLast = true };
        table.Add("a", "words that are more than there is room for");
        table.Add("b", "few words");
        Assert.Equal(
            ["name  idea", "────  " + new string('─', 24), "a     words that are more than", "      there is room for", "b     few words", ""],
            table.Lines(30));
    }

    [Fact]
    public void Lines_NarrowerThanTheTable_GoesOnBelow()
    {
        var table = new WideTable(("name", false), ("size", true), ("nothing", false), ("kind", false));
        table.Add("a", "1,000", "", "long kind");
        table.Add("bcdef", "7", "", "short");
        string[] wide = ["name    size  kind", "─────  ─────  ─────────", "a      1,000  long kind", "bcdef      7  short", ""];
        Assert.Equal(wide, table.Lines(wide[2].Length));
        Assert.Equal(
            ["name    size", "─────  ─────", "a      1,000", "bcdef      7", "", "name   kind", "─────  ─────────", "a      long kind", "bcdef  short", ""],
            table.Lines(wide[2].Length - 1));
    }
}
