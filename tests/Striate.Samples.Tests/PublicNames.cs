using System.Text.RegularExpressions;
using Striate.Tests;

namespace Striate.Samples.Tests;

/// <summary>Names of public types, members and parameters, from the lists that the build keeps right.</summary>
internal sealed partial class PublicNames
{
    private readonly HashSet<string> _names = [], _parameters = [];

    /// <summary>Reads the lists of all projects.</summary>
    public static PublicNames Read()
    {
        var names = new PublicNames();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "src"), "PublicAPI.*.txt", SearchOption.AllDirectories))
        {
            foreach (var line in File.ReadLines(file))
            {
                names.Add(line);
            }
        }

        return names;
    }

    /// <summary>Whether all names in a piece of code are public: Type, Type.Member, and parameters before a colon.</summary>
    public bool Contain(string code) =>
        Name().Matches(code).All(match => _names.Contains(match.Value))
        && Parameter().Matches(code).All(match => _parameters.Contains(match.Groups[1].Value));

    private void Add(string line)
    {
        // The declared name itself: before its parameters, its type and its value.
        var declared = Declared().Match(line).Groups[1].Value.Split('.');
        var isMember = Member().IsMatch(line);
        for (var i = isMember ? declared.Length - 2 : declared.Length - 1; i < declared.Length && i >= 0; i++)
        {
            _names.Add(declared[i]);
            _names.Add(string.Join('.', declared[Math.Max(0, i - 1)..(i + 1)]));
        }

        _parameters.UnionWith(ParameterOf().Matches(line).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex(@"\b[A-Z]\w*(?:\.[A-Z]\w*)*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b([a-z]\w*):")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(Striate(?:\.\w+)+)")]
    private static partial Regex Declared();

    [GeneratedRegex(@" -> |\(")]
    private static partial Regex Member();

    [GeneratedRegex(@" (\w+)(?: = [^,)]+(?:\([^)]*\))?)?[,)]")]
    private static partial Regex ParameterOf();
}
