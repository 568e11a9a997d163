using Striate.Training;

namespace Striate.Reports;

/// <summary>The command that makes a run again.</summary>
internal static class RepeatCommand
{
    /// <summary>The command, with every setting that decides the result.</summary>
    public static string Of(Recipe recipe)
    {
        List<(string Option, string Value)> options =
        [
            ("--data", recipe.Data),
            ("--model", recipe.Model),
            ("--epochs", $"{recipe.Epochs}"),
            ("--batch", $"{recipe.BatchSize}"),
            ("--optimizer", recipe.Optimizer),
            ("--lr", ReportText.Exact(recipe.LearningRate)),
            ("--momentum", ReportText.Exact(recipe.Momentum)),
            ("--beta1", ReportText.Exact(recipe.Beta1)),
            ("--beta2", ReportText.Exact(recipe.Beta2)),
            ("--weight-decay", ReportText.Exact(recipe.WeightDecay)),
            ("--schedule", recipe.Schedule),
            ("--warm-up", ReportText.Exact(recipe.WarmUp)),
            ("--label-smoothing", ReportText.Exact(recipe.LabelSmoothing)),
            ("--augment", recipe.Augment.Length > 0 ? recipe.Augment : "none"),
            ("--mix", recipe.Mix.Length > 0 ? recipe.Mix : "none"),
            ("--views", recipe.Views),
            ("--seed", $"{recipe.Seed}"),
        ];

        (string Option, string Value)[] texts = [("--from", recipe.From), ("--freeze", recipe.Freeze)];
        options.AddRange(texts.Where(o => o.Value.Length > 0));

        // 0 stands for the default of these, and is left out.
        (string Option, double Value)[] more =
        [
            ("--clip", recipe.MaxGradientNorm), ("--accumulate", recipe.BatchesInStep > 1 ? recipe.BatchesInStep : 0), ("--ema", recipe.AverageDecay),
            ("--head", recipe.Head), ("--size", recipe.Size), ("--patience", recipe.Patience),
        ];
        options.AddRange(more.Where(o => o.Value > 0).Select(o => (o.Option, ReportText.Exact(o.Value))));
        return $"striate train {string.Join(' ', options.Select(o => $"{o.Option} {Quote(o.Value)}"))}{(recipe.Balance ? " --balance" : "")}";
    }

    // As a POSIX shell reads it.
    private static string Quote(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:,+=".Contains(c, StringComparison.Ordinal))
            ? value
            : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
