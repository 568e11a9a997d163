namespace Striate.History;

/// <summary>All machines.</summary>
public static class Machines
{
    /// <summary>By year.</summary>
    public static IReadOnlyList<Machine> All { get; } =
    [
        new PerceptronMachine(),
        new CellsMachine(),
        new AdalineMachine(),
        new NeocognitronMachine(),
        new BackpropagationMachine(),
        new ZipNetMachine(),
        new LeNet5Machine(),
        new DeepBeliefNetMachine(),
        new AcousticMachine(),
        new AlexNetMachine(),
    ];

    /// <summary>The machine of a name; null if there is none.</summary>
    public static Machine? Find(string name) => All.FirstOrDefault(machine => string.Equals(machine.Name, name, StringComparison.OrdinalIgnoreCase));
}
