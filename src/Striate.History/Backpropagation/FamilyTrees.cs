namespace Striate.History;

/// <summary>Two families of the same form, an English and an Italian one: 24 people, 12 relations, 104 facts. Hinton, Cognitive Science Society, 1986.</summary>
internal static class FamilyTrees
{
    private const int Family = 12;

    // Father and mother of each of a family; −1 where they are not in the tree. Men have even numbers, and n and n + 1 of the first ten are a couple.
    private static readonly (int Father, int Mother)[] Parents =
        [(-1, -1), (-1, -1), (-1, -1), (-1, -1), (0, 1), (-1, -1), (2, 3), (0, 1), (-1, -1), (2, 3), (6, 7), (6, 7)];

    private static readonly Func<int, IEnumerable<int>>[] Relation =
    [
        x => ParentsOf(x).Where(IsMan), x => ParentsOf(x).Where(IsWoman),
        x => SpouseOf(x).Where(IsMan), x => SpouseOf(x).Where(IsWoman),
        x => ChildrenOf(x).Where(IsMan), x => ChildrenOf(x).Where(IsWoman),
        x => ParentsOf(x).SelectMany(WithSpouses).Where(IsMan), x => ParentsOf(x).SelectMany(WithSpouses).Where(IsWoman),
        x => SiblingsOf(x).Where(IsMan), x => SiblingsOf(x).Where(IsWoman),
        x => SpouseOf(x).Prepend(x).SelectMany(SiblingsOf).SelectMany(ChildrenOf).Where(IsMan),
        x => SpouseOf(x).Prepend(x).SelectMany(SiblingsOf).SelectMany(ChildrenOf).Where(IsWoman),
    ];

    /// <summary>The people, the English first; a person and the one 12 places later stand at the same place of the trees.</summary>
    public static IReadOnlyList<string> People { get; } =
    [
        "Christopher", "Penelope", "Andrew", "Christine", "Arthur", "Margaret", "James", "Victoria", "Charles", "Jennifer", "Colin", "Charlotte",
        "Roberto", "Maria", "Pierro", "Francesca", "Emilio", "Gina", "Marco", "Lucia", "Tomaso", "Angela", "Alfonso", "Sophia",
    ];

    /// <summary>The relations.</summary>
    public static IReadOnlyList<string> Relations { get; } =
        ["father", "mother", "husband", "wife", "son", "daughter", "uncle", "aunt", "brother", "sister", "nephew", "niece"];

    /// <summary>The generation of a person, 0 for the eldest.</summary>
    public static int GenerationOf(int person) => (person % Family) switch { < 4 => 0, < 10 => 1, _ => 2 };

    /// <summary>All facts: of a person and a relation, who they are; one or two people.</summary>
    public static IReadOnlyList<(int Person, int Relation, int[] Answers)> Facts { get; } =
    [
        .. from family in new[] { 0, 1 }
           from person in Enumerable.Range(0, Family)
           from relation in Enumerable.Range(0, Relations.Count)
           let answers = Relation[relation](person).Distinct().Order().Select(x => x + (family * Family)).ToArray()
           where answers.Length > 0
           select (person + (family * Family), relation, answers),
    ];

    private static bool IsMan(int x) => x % 2 == 0;

    private static bool IsWoman(int x) => !IsMan(x);

    private static IEnumerable<int> ParentsOf(int x) => Parents[x].Father < 0 ? [] : [Parents[x].Father, Parents[x].Mother];

    private static IEnumerable<int> ChildrenOf(int x) => Enumerable.Range(0, Family).Where(child => ParentsOf(child).Contains(x));

    private static IEnumerable<int> SpouseOf(int x) => x < Family - 2 ? [x ^ 1] : [];

    private static IEnumerable<int> SiblingsOf(int x) => ParentsOf(x).Take(1).SelectMany(ChildrenOf).Where(child => child != x);

    // The siblings of a person, and whom they married.
    private static IEnumerable<int> WithSpouses(int x) => SiblingsOf(x).SelectMany(sibling => SpouseOf(sibling).Prepend(sibling));
}
