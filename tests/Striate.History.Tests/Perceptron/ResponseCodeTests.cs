namespace Striate.History.Tests;

public class ResponseCodeTests
{
    [Fact]
    public void Binary_OfTenClasses_TakesFourUnits()
    {
        var code = ResponseCode.Binary(10);
        Assert.Equal((4, 10, false), (code.Units, code.Classes, code.IsOneForEach));
        Assert.Equal([false, true, true, false], Enumerable.Range(0, 4).Select(unit => code.Wants(6, unit)));
        Assert.Equal(6, code.Read([false, true, true, false]));
        Assert.Null(code.Read([true, true, true, true]));
    }

    [Fact]
    public void OneForEach_Class_HasAUnitOfItsOwn()
    {
        var code = ResponseCode.OneForEach(3);
        Assert.Equal((3, 3, true), (code.Units, code.Classes, code.IsOneForEach));
        Assert.Equal(1, code.Read([false, true, false]));
        Assert.Null(code.Read([false, false, false]));
        Assert.Null(code.Read([true, true, false]));
    }
}
