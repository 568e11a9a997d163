using Spectre.Console;

namespace Striate.Cli.Commands.See;

/// <summary>A bar for work of many steps; Ctrl-C ends the work in good order with the best so far.</summary>
internal static class SeeProgress
{
    /// <summary>Runs it.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="title">What is done.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="work">Tells how many steps are done, and ends early when it is asked to.</param>
    public static T Run<T>(string title, int steps, Func<Action<int>, CancellationToken, T> work)
    {
        using var interrupt = new Interrupt();
        if (!Screen.IsTerminal)
        {
            return work(_ => { }, interrupt.Token);
        }

        return Screen.Out.Progress().Columns(LiveProgress.Columns).AutoClear(true).Start(context =>
        {
            var task = context.AddTask(title, maxValue: steps);
            return work(done => task.Value = done, interrupt.Token);
        });
    }
}
