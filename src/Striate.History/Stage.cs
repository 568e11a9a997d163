namespace Striate.History;

/// <summary>A part of a lesson, which tells its own progress from 0 to 1.</summary>
/// <param name="Lesson">The whole.</param>
/// <param name="From">Share of the whole that is done when it begins.</param>
/// <param name="To">Share of the whole that is done when it ends.</param>
internal sealed record Stage(Lesson Lesson, double From, double To)
{
    /// <summary>Tells how far the stage is, and ends the run where that is wished.</summary>
    public void Step(string what, double share) => Lesson.Step(what, From + (share * (To - From)));

    /// <summary>A part of the stage.</summary>
    public Stage Part(double from, double to) => new(Lesson, From + (from * (To - From)), From + (to * (To - From)));
}
