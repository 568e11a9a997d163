using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>
/// Training on from weights that others learned: <see cref="Recipe.From"/> with a last layer that may start anew
/// (<see cref="Recipe.Head"/>), and parts that stay as they are (<see cref="Recipe.Freeze"/>).
/// </summary>
public static class FineTuning
{
    /// <summary>Gives a network the weights of the recipe's file, if it names one.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="network">The network, with first weights.</param>
    /// <param name="head">Names of its last layer's parameters (<see cref="ModelInfo.Head"/>). They keep their first weights where the recipe has a
    /// <see cref="Recipe.Head"/>, and where the file lacks them or has them in another shape.</param>
    /// <returns>Whether the last layer starts anew; <see cref="Recipe.Head"/> is to be above 0 then, so that the run can be repeated and resumed.</returns>
    /// <exception cref="FileFormatException">The file is damaged, or other weights than those of the last layer do not match; the message lists them.</exception>
    public static bool Load(Recipe recipe, Module network, IReadOnlySet<string> head)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.From.Length == 0)
        {
            return false;
        }

        using var file = WeightsFile.Open(recipe.From);
        var match = WeightsMatch.Of(network, file, Checkpoint.IsOfRun);
        match.Check(head.Contains);
        var startsAnew = recipe.Head > 0 || match.Missing.Count + match.OtherShape.Count > 0;
        match.Load(name => startsAnew && head.Contains(name));
        return startsAnew;
    }

    /// <summary>Freezes what the recipe says. A last layer that starts anew learns in any case: "*" leaves it alone to learn.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="network">The network.</param>
    /// <param name="head">As for <see cref="Load"/>.</param>
    /// <exception cref="ArgumentException">As of <see cref="Freezing.Freeze"/>.</exception>
    public static void Freeze(Recipe recipe, Module network, IReadOnlySet<string> head)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Freeze.Length > 0)
        {
            network.Freeze(recipe.Freeze, name => recipe.Head > 0 && head.Contains(name));
        }
    }
}
