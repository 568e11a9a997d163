namespace Striate.History;

/// <summary>All machines.</summary>
public static class Machines
{
    /// <summary>In the order of the story.</summary>
    public static IReadOnlyList<Machine> All { get; } =
    [
        new PerceptronMachine(),
        new AdalineMachine(),
        new BackpropagationMachine(),
        new ZipNetMachine(),
        new LeNet5Machine(),
        new CellsMachine(),
        new NeocognitronMachine(),
        new DeepBeliefNetMachine(),
        new AcousticMachine(),
        new AlexNetMachine(),
    ];

    /// <summary>The machine of a name; null if there is none.</summary>
    public static Machine? Find(string name) => All.FirstOrDefault(machine => string.Equals(machine.Name, name, StringComparison.OrdinalIgnoreCase));
}
