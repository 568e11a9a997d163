using System.IO.Enumeration;

namespace Striate.Networks;

/// <summary>Keeps parts of a network as they are while others learn.</summary>
public static class Freezing
{
    private const int MostNames = 8;

    /// <summary>
    /// Freezes parameters by their names (<see cref="Parameter.RequiresGrad"/>). A layer all of whose own parameters are frozen is out of
    /// training altogether (<see cref="Module.IsTraining"/>): a batch normalisation then keeps its running statistics, and uses them.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="patterns">Names in which * stands for any letters, dots included, and ? for one; several with commas between: "conv1.*,layer1.*".</param>
    /// <param name="except">Names that go on learning all the same; null for none.</param>
    /// <exception cref="ArgumentException">There is no pattern, one fits no parameter, or nothing is left to learn.</exception>
    public static void Freeze(this Module network, string patterns, Predicate<string>? except = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(patterns);
        var parameters = network.Parameters().ToList();
        var names = patterns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            throw new ArgumentException($"'{patterns}' names no parameters. Write names with commas between, '*' for all.");
        }

        foreach (var pattern in names)
        {
            var fitting = parameters.FindAll(p => FileSystemName.MatchesSimpleExpression(pattern, p.Name, ignoreCase: false));
            if (fitting.Count == 0)
            {
                var parts = network.Children.Where(child => child.Module.Parameters().Any()).Select(child => child.Name).ToList();
                throw new ArgumentException($"No parameter of {network} fits '{pattern}'. " + (parts.Count > 0
                    ? $"Its parts are {string.Join(", ", parts.Take(MostNames))}{(parts.Count > MostNames ? ", …" : "")}; write '{parts[0]}.*', for example."
                    : parameters.Count > 0
                    ? $"It has {string.Join(" and ", parameters.Select(p => p.Name))}; write '{parameters[0].Name}', for example."
                    : "It has none, so there is nothing to freeze."));
            }

            foreach (var (name, parameter) in fitting)
            {
                parameter.RequiresGrad &= except?.Invoke(name) == true;
            }
        }

        if (parameters.TrueForAll(p => !p.Parameter.RequiresGrad))
        {
            throw new ArgumentException($"'{patterns}' freezes all of {network}, and nothing is left to learn. Leave the last layer out.");
        }
    }
}
