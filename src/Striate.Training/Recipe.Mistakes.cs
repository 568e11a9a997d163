using System.Globalization;
using System.Runtime.CompilerServices;
using Striate.Data.Augmentation;

namespace Striate.Training;

public sealed partial record Recipe
{
    /// <summary>The first setting that makes no sense, by itself or with the others; null where there is none.</summary>
    public RecipeMistake? FindMistake() =>
        Check(Head >= 0, Head, "give the number of classes.")
        ?? Check(Head == 0 || From.Length > 0, Head, "a network that starts from no weights has a new last layer anyway; leave it out, or give --from.")
        ?? Check(Epochs >= 1, Epochs, "give a number of at least 1.")
        ?? Check(BatchSize >= 1, BatchSize, "give a number of at least 1.")
        ?? Check(Optimizers.Contains(Optimizer), Optimizer, $"take one of {string.Join(", ", Optimizers)}.")
        ?? Check(IsNotNegative(LearningRate), LearningRate, "give a number of at least 0.")
        ?? Check(Momentum is >= 0 and < 1, Momentum, "give a number from 0 to below 1.")
        ?? Check(Optimizer != "nesterov" || Momentum > 0, Momentum, "nesterov looks ahead along the momentum; give a number above 0, or take sgd.")
        ?? Check(Beta1 is >= 0 and < 1, Beta1, "give a number from 0 to below 1.")
        ?? Check(Beta2 is >= 0 and < 1, Beta2, "give a number from 0 to below 1.")
        ?? Check(IsNotNegative(WeightDecay), WeightDecay, "give a number of at least 0.")
        ?? Check(Schedules.Contains(Schedule), Schedule, $"take one of {string.Join(", ", Schedules)}.")
        ?? Check(IsNotNegative(WarmUp), WarmUp, "give a number of at least 0.")
        ?? Check(WarmUp == 0 || Schedule != "one-cycle", WarmUp, "one-cycle has a rise of its own; leave it out, or take another schedule.")
        ?? Check(WarmUp < Epochs, WarmUp, $"the whole run has {Epochs} epochs; give fewer.")
        ?? Check(IsNotNegative(MaxGradientNorm), MaxGradientNorm, "give a number above 0, or 0 for none.")
        ?? Check(BatchesInStep >= 1, BatchesInStep, "give a number of at least 1.")
        ?? Check(AverageDecay is >= 0 and < 1, AverageDecay, "give a number from 0 to below 1.")
        ?? Check(LabelSmoothing is >= 0 and < 1, LabelSmoothing, "give a number from 0 to below 1.")
        ?? Check(TestViews.Find(Views) is not null, Views, $"take one of {string.Join(", ", TestViews.All)}.")
        ?? Check(Size >= 0, Size, "give a number of at least 1, or 0 for the pictures' own.")
        ?? Check(Patience >= 0, Patience, "give a number of at least 1, or 0 for never.")
        ?? CheckText(text => AugmentationText.Parse(text), Augment)
        ?? CheckText(text => MixingText.Parse(text), Mix);

    private static bool IsNotNegative(double value) => value >= 0 && double.IsFinite(value);

    private static RecipeMistake? Check<T>(bool isRight, T value, string advice, [CallerArgumentExpression(nameof(value))] string setting = "") =>
        isRight ? null : new RecipeMistake(setting, string.Create(CultureInfo.InvariantCulture, $"{value}"), advice);

    private static RecipeMistake? CheckText(Action<string> parse, string text, [CallerArgumentExpression(nameof(text))] string setting = "")
    {
        try
        {
            parse(text);
            return null;
        }
        catch (FormatException error)
        {
            return Check(false, text, error.Message, setting);
        }
    }
}
