namespace Striate.Data.Tests;

public class SuggestionTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flpi", "flip", 1)]
    [InlineData("Flip", "fLIP", 0)]
    [InlineData("ca", "abc", 3)]
    public void Distance_KnownPairs_CountsLetters(string a, string b, int expected)
    {
        Assert.Equal(expected, Suggestion.Distance(a, b));
        Assert.Equal(expected, Suggestion.Distance(b, a));
    }

    [Theory]
    [InlineData("lenet", "Did you mean 'lenet5'?")]
    [InlineData("resnte18", "Did you mean 'resnet18'?")]
    [InlineData("inception", "Known are: lenet5, resnet18.")]
    [InlineData("lenet5_of_1998", "Did you mean 'lenet5'?")]
    public void For_Name_SuggestsOrLists(string name, string expected) =>
        Assert.Equal(expected, Suggestion.For(name, ["lenet5", "resnet18"]));

    [Fact]
    public void Nearby_Name_ThoseThatHoldItComeFirst() => Assert.Equal(
        "The nearest are: tiger cat, Persian cat, bat, cab, dog.", Suggestion.Nearby("cat", ["bat", "cab", "dog", "Persian cat", "hippopotamus", "tiger cat"]));
}
