using Striate.Data;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Reports;

/// <summary>The report of a run: figures as PNG files, and one page that holds all of them and asks for nothing else.</summary>
public static class RunReport
{
    /// <summary>Writes the figures and the page (<see cref="RunFolder.Report"/>) of a run whose log is in its folder.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="recipe">How the network was trained.</param>
    /// <param name="description">What it is.</param>
    /// <param name="network">The network, trained.</param>
    /// <param name="test">The data it was evaluated on.</param>
    /// <param name="evaluation">What it made of them; its samples are numbered as the data are.</param>
    /// <exception cref="IOException">The log cannot be read, or a file cannot be written.</exception>
    public static void Write(
        RunFolder folder, Recipe recipe, NetworkDescription description, Module network, Dataset test, Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(evaluation);
        var run = new RunData(recipe, description, network, test, evaluation, RunHistory.Read(folder.Log));
        var figures = ReportFigures.Draw(run);
        Directory.CreateDirectory(folder.Figures);
        foreach (var figure in figures.All)
        {
            AtomicFile.Write(Path.Combine(folder.Figures, $"{figure.Name}.png"), figure.Png);
        }

        Page.Write(folder.Report, page => new ReportPage(page, run, figures).Write());
    }
}
