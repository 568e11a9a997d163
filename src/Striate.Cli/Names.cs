using System.Globalization;
using Striate.Data;
using Striate.Insight;
using Striate.Networks;

namespace Striate.Cli;

/// <summary>Finds things by name and suggests the nearest for an unknown one.</summary>
internal static class Names
{
    /// <summary>A network of the library.</summary>
    public static ModelInfo Model(string name) => ModelCatalog.Find(name)
        ?? throw new UsageException($"There is no model '{name}'. {Suggestion.For(name, [.. ModelCatalog.All.Select(model => model.Name)])}");

    /// <summary>A layer of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">Its full name, such as "features.3".</param>
    public static Module Layer(Module network, string path) => network.Modules().FirstOrDefault(module => module.Path == path && path.Length > 0)
        ?? throw new UsageException($"The network has no layer '{path}'. {Suggestion.Nearby(path, [.. network.Modules().Select(module => module.Path).Where(p => p.Length > 0)])}");

    /// <summary>Convolutions of a network, from low to high.</summary>
    public static List<Module> Convolutions(Module network, int most) => FromAllOver.Convolutions(network, most) is { Count: > 0 } some
        ? [.. some]
        : throw new UsageException("The network has no convolutions. Name a layer; 'striate summary' lists them.");

    /// <summary>A network of the library that gives each picture one label, as the data of the commands have it.</summary>
    public static ModelInfo Classifier(string name) => Model(name) is { LabelsPixels: false } model ? model : throw new UsageException(
        $"{name} labels every pixel, and the commands work with one label a picture. Train it with the library, or take another network: 'striate models' lists them.");

    /// <summary>A class of a network.</summary>
    /// <param name="trained">The network. The name of a class may be several words for it with commas between, as ImageNet's are.</param>
    /// <param name="text">A name, one of its words if no other class has it, or a number from 0.</param>
    public static int Class(TrainedNetwork trained, string text)
    {
        var classes = trained.Description.Classes;
        List<int> named = [.. Enumerable.Range(0, classes.Count).Where(i => classes[i].Equals(text, StringComparison.OrdinalIgnoreCase))];
        List<int> meant = named.Count > 0 ? named : [.. Enumerable.Range(0, classes.Count).Where(i => classes[i].Split(", ").Contains(text, StringComparer.OrdinalIgnoreCase))];
        return meant.Count == 1 ? meant[0]
            : meant.Count > 1 ? throw new UsageException($"'{text}' may be {string.Join(" or ", meant.Select(i => $"class {i} ({classes[i]})"))}. Give the number.")
            : int.TryParse(text, CultureInfo.InvariantCulture, out var place) && place >= 0 && place < classes.Count ? place
            : throw new UsageException(trained.HasNames
                ? $"The network has no class '{text}'. {Suggestion.Nearby(text, [.. classes])} Or give a number from 0 to {classes.Count - 1}."
                : $"'{text}': the network's classes have no names. Name a file of them with --labels, or give a number from 0 to {classes.Count - 1}.");
    }

    /// <summary>One of a list of names.</summary>
    public static string OneOf(string what, string name, IReadOnlyList<string> known) =>
        known.FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"There is no {what} '{name}'. {Suggestion.For(name, [.. known])}");
}
