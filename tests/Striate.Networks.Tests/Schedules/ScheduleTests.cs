namespace Striate.Networks.Tests.Schedules;

public class ScheduleTests
{
    [Fact]
    public void OneCycle_EqualsPyTorch()
    {
        // torch.optim.lr_scheduler.OneCycleLR(max_lr=0.1, total_steps=20), 1.13.1.
        double[] expected =
        [
            0.004, 0.01316718, 0.03716718, 0.06683282, 0.09083282, 0.1, 0.0987464, 0.09504846, 0.08909162, 0.08117457,
            0.0716943, 0.0611262, 0.0500002, 0.0388742, 0.0283061, 0.01882583, 0.01090878, 0.00495194, 0.001254, 4e-07,
        ];
        var schedule = new OneCycleSchedule(0.1, 20);
        Assert.All(Enumerable.Range(0, 20), step => Assert.Equal(expected[step], schedule.At(step), 8));
    }

    [Fact]
    public void Cosine_StartMiddleEnd_FollowTheFormula()
    {
        var schedule = new CosineSchedule(0.2, 10, last: 0.1);
        Assert.Equal(0.2, schedule.At(0), 12);
        Assert.Equal(0.15, schedule.At(5), 12);
        Assert.Equal(0.1, schedule.At(10), 12);
        Assert.Equal(0.1, schedule.At(99), 12);
    }

    [Fact]
    public void Linear_StartMiddleEnd_LieOnALine()
    {
        var schedule = new LinearSchedule(0.2, 10, last: 0.1);
        Assert.Equal(0.2, schedule.At(0), 12);
        Assert.Equal(0.17, schedule.At(3), 12);
        Assert.Equal(0.1, schedule.At(10), 12);
        Assert.Equal(0.1, schedule.At(99), 12);
    }

    [Fact]
    public void Linear_WithWarmUp_IsATriangle() =>
        Assert.Equal([0.25, 0.5, 0.75, 1, 0.5, 0, 0], Enumerable.Range(0, 7).Select(new LinearSchedule(1, 2).WithWarmUp(3).At));

    [Fact]
    public void Step_EveryThree_MultipliesByTheFactor()
    {
        var schedule = new StepSchedule(1, 3, 0.5);
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], Enumerable.Range(0, 7).Select(schedule.At));
    }

    public static TheoryData<string> Stored => [.. TrainingReference.Json.GetProperty("schedules").EnumerateObject().Select(schedule => schedule.Name)];

    [Theory]
    [MemberData(nameof(Stored))]
    public void At_StoredSchedules_EqualsPyTorch(string name)
    {
        Schedule schedule = name switch
        {
            "multiStep" => new MultiStepSchedule(0.5, [10, 3], 0.2),
            "exponential" => new ExponentialSchedule(0.5, 0.9),
            "polynomial" => new PolynomialSchedule(0.5, 20),
            "restarts" => new CosineRestartSchedule(0.5, 4, 2, 0.1),
            "equalRestarts" => new CosineRestartSchedule(0.5, 5),
            "triangular" => new CyclicSchedule(0.1, 0.5, 4, 6),
            "triangular2" => new CyclicSchedule(0.1, 0.5, 3, shape: CycleShape.Triangular2),
            _ => new CyclicSchedule(0.1, 0.5, 5, shape: CycleShape.ExponentialRange, factor: 0.95),
        };
        var expected = TrainingReference.Numbers(TrainingReference.Json.GetProperty("schedules").GetProperty(name));
        Assert.All(expected.Index(), step => Assert.Equal(step.Item, schedule.At(step.Index), 1e-9));
    }

    [Fact]
    public void Constructor_NumbersOutOfRange_SaysWhich()
    {
        AssertError("steps is 0, expected a number of at least 1.", () => new CosineSchedule(0.1, 0));
        AssertError("learningRate is NaN, expected a number of at least 0.", () => new CosineSchedule(double.NaN, 1));
        AssertError("steps is 0, expected a number of at least 1.", () => new LinearSchedule(0.1, 0));
        AssertError("last is -1, expected a number of at least 0.", () => new LinearSchedule(0.1, 1, -1));
        AssertError("every is 0, expected a number of at least 1.", () => new StepSchedule(1, 0));
        AssertError("steps is 0, expected a number of at least 1.", () => new OneCycleSchedule(0.1, 0));
        AssertError("rise is 2, expected a number from 0 to 1.", () => new OneCycleSchedule(0.1, 9, rise: 2));
        AssertError("learningRate is -1, expected a number of at least 0.", () => new ConstantSchedule(-1));
        AssertError("factor is -1, expected a number of at least 0.", () => new MultiStepSchedule(1, [1], -1));
        AssertError("every is 0, expected a number of at least 1.", () => new ExponentialSchedule(1, 0.9, 0));
        AssertError("power is NaN, expected a number of at least 0.", () => new PolynomialSchedule(1, 1, double.NaN));
        AssertError("growth is 0, expected a number of at least 1.", () => new CosineRestartSchedule(1, 1, 0));
        AssertError("fall is 0, expected a number of at least 1.", () => new CyclicSchedule(0, 1, 1, 0));
        AssertError("steps is -1, expected a number of at least 0.", () => new ConstantSchedule(1).WithWarmUp(-1));

        static void AssertError(string expected, Func<Schedule> make) => Assert.StartsWith(
            $"Learning rate schedule: {expected}", Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithWarmUp_RisesThenFollows()
    {
        var schedule = new StepSchedule(1, 2, 0.5).WithWarmUp(3);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 0.5], Enumerable.Range(0, 6).Select(schedule.At));
    }
}
