namespace Striate.Training.Tests;

/// <summary>Does something after one step of a run.</summary>
internal sealed class AtStep(int step, Action act) : Callback
{
    public override void OnStep(Trainer trainer, TrainingStep made)
    {
        if (trainer.Position.Step == step)
        {
            act();
        }
    }
}
