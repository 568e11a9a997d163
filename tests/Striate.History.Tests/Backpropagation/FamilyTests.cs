namespace Striate.History.Tests;

public class FamilyTests
{
    [Fact]
    public void Facts_OfBothFamilies_Are104() => Assert.Equal((104, 52), (FamilyTrees.Facts.Count, FamilyTrees.Facts.Count(fact => fact.Person < 12)));

    [Theory]
    [InlineData("Colin", "aunt", "Jennifer, Margaret")]
    [InlineData("Colin", "uncle", "Arthur, Charles")]
    [InlineData("Charlotte", "brother", "Colin")]
    [InlineData("Arthur", "nephew", "Colin")]
    [InlineData("Charles", "niece", "Charlotte")]
    [InlineData("Alfonso", "father", "Marco")]
    [InlineData("Lucia", "mother", "Maria")]
    [InlineData("Christopher", "wife", "Penelope")]
    [InlineData("Pierro", "daughter", "Angela")]
    public void Facts_OfAPersonAndARelation_NameWhomTheTreesShow(string person, string relation, string answers)
    {
        var fact = Assert.Single(FamilyTrees.Facts, fact => FamilyTrees.People[fact.Person] == person && FamilyTrees.Relations[fact.Relation] == relation);
        Assert.Equal(answers, string.Join(", ", fact.Answers.Select(answer => FamilyTrees.People[answer]).Order()));
    }

    [Fact]
    public void Learn_Facts_AllAreRight()
    {
        var task = new FamilyTask(kept: 4, seed: 1);
        task.Learn(15_000);
        Assert.Equal(100, task.CountLearned());
        Assert.InRange(task.Errors[^1], 0, task.Errors[0] / 10);
    }
}
