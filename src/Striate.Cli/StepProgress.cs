using Spectre.Console;

namespace Striate.Cli;

/// <summary>Work of many steps: a bar in a terminal, and Ctrl-C ends it with the best so far.</summary>
internal static class StepProgress
{
    /// <summary>Runs the work.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="title">What is done.</param>
    /// <param name="steps">How many steps it takes.</param>
    /// <param name="work">Gets an action to call with the number of steps done, and what says that it is to end with what it has.</param>
    /// <param name="stopped">What is given where it was ended early.</param>
    /// <returns>What the work gives.</returns>
    public static T Run<T>(string title, int steps, Func<Action<int>, CancellationToken, T> work, string stopped = "this is the best so far")
    {
        using var interrupt = new Interrupt();
        var result = Screen.IsTerminal
            ? Screen.Out.Progress().Columns(LiveProgress.Columns).AutoClear(true).Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: steps);
                return work(done => task.Value = done, interrupt.Token);
            })
            : work(_ => { }, interrupt.Token);
        if (interrupt.Token.IsCancellationRequested)
        {
            Console.WriteLine($"Stopped early; {stopped}.");
        }

        return result;
    }
}
