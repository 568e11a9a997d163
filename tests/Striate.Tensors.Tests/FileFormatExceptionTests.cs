namespace Striate.Tensors.Tests;

public class FileFormatExceptionTests
{
    [Fact]
    public void Message_PathWhatTodo_OneLine()
    {
        var error = new FileFormatException("a.safetensors", "has 3 bytes, expected at least 8", "Fetch it again.");
        Assert.Equal("a.safetensors: has 3 bytes, expected at least 8. Fetch it again.", error.Message);
        Assert.Equal("a.safetensors", error.FilePath);
    }

    [Theory]
    [InlineData("conv1.weight", "'conv1.weight'")]
    [InlineData("a\r\nb\u2028c\u001bd", "'a??b?c?d'")]
    public void Quote_AnyText_OneLine(string text, string expected) => Assert.Equal(expected, FileFormatException.Quote(text));

    [Fact]
    public void Quote_HalfOfAPair_Replaced() => Assert.Equal("'?'", FileFormatException.Quote("\ud800"));

    [Fact]
    public void Quote_LongText_Cut() => Assert.Equal($"'{new string('x', 60)}…'", FileFormatException.Quote(new string('x', 5000)));
}
