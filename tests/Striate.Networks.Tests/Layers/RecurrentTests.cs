using Striate.Kernels;
using Striate.Tensors;
using static Striate.Networks.Tests.TrainingReference;

namespace Striate.Networks.Tests.Layers;

public class RecurrentTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Json.GetProperty("layers").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_WithStates_GivesPyTorchsNumbersAndGradients(int index)
    {
        var stored = Json.GetProperty("layers")[index];
        var (layers, isLstm) = (stored.GetProperty("layers").GetInt32(), stored.GetProperty("kind").GetString() == "LSTM");
        var settings = new RecurrentSettings(Flag("bidirectional"), Flag("batchFirst"), Bias: Flag("bias"));
        Recurrent net = isLstm ? new Lstm(3, 4, layers, settings) : new Gru(3, 4, layers, settings);
        foreach (var (_, parameter) in net.Parameters())
        {
            parameter.Load(values => Rule(values.Length, 0.5).CopyTo(values));
        }

        var x = Tensor.From(Rule(30, 1), settings.BatchFirst ? [2, 5, 3] : [5, 2, 3]);
        x.RequiresGrad = true;
        var directions = layers * (settings.Bidirectional ? 2 : 1);
        var (hidden, cell) = (Rule(directions * 8, 0.5), Rule(directions * 8, 0.3));
        RecurrentState[] first = [.. Enumerable.Range(0, directions).Select(i =>
            new RecurrentState(Part(hidden, i), isLstm ? Part(cell, i) : null))];

        using var tape = new Tape();
        var (y, last) = net.Forward(x, first);
        AssertEqual("output", stored.GetProperty("output"), y);
        for (var part = 0; part < stored.GetProperty("last").GetArrayLength(); part++)
        {
            var values = last.SelectMany(state => (part == 0 ? state.Hidden : state.Cell!).ToArray()).ToArray();
            AssertEqual("last", stored.GetProperty("last")[part], Tensor.From(values, [directions, 2, 4]));
        }

        var loss = Sum(y, 1);
        foreach (var state in last)
        {
            loss = Ops.Add(loss, Sum(state.Hidden, 2));
            loss = state.Cell is null ? loss : Ops.Add(loss, Sum(state.Cell, 3));
        }

        loss.Backward();
        AssertEqual("input gradient", stored.GetProperty("inputGradient"), x.Grad!);
        Assert.Equal(stored.GetProperty("gradients").EnumerateObject().Select(g => g.Name), net.Parameters().Select(p => p.Name));
        foreach (var (name, parameter) in net.Parameters())
        {
            AssertEqual(name, stored.GetProperty("gradients").GetProperty(name), parameter.Grad!);
        }

        bool Flag(string name) => stored.GetProperty(name).GetBoolean();
        static Tensor Part(float[] states, int i) => Tensor.From(states.AsSpan(i * 8, 8), [2, 4]);
        static Tensor Sum(Tensor y, float weight) => Ops.Linear(Ops.Reshape(y, [1, y.Length]), Tensor.Full([1, y.Length], weight));
    }

    [Fact]
    public void Forward_InTwoParts_IsTheWhole()
    {
        var net = new Gru(3, 4, settings: new RecurrentSettings());
        var x = Tensor.From(Rule(30, 1), [5, 2, 3]);
        var whole = net.Forward(x).ToArray();
        var (_, state) = net.Forward(Tensor.From(Rule(30, 1).AsSpan(0, 18), [3, 2, 3]), null);
        var (rest, _) = net.Forward(Tensor.From(Rule(30, 1).AsSpan(18), [2, 2, 3]), state);
        Assert.All(whole[24..].Zip(rest.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Forward_DropoutBetweenLayers_OnlyWhileLearning()
    {
        var net = new Lstm(3, 4, 2, new RecurrentSettings(Dropout: 0.5));
        net.Initialize(1);
        var x = Tensor.From(Rule(30, 1), [5, 2, 3]);
        using var tape = new Tape(3);
        var learning = net.Forward(x).ToArray();
        net.Eval();
        Assert.NotEqual(learning, net.Forward(x).ToArray());
        Assert.Equal(net.Forward(x).ToArray(), net.Forward(x).ToArray());
    }

    [Fact]
    public void Forward_WrongInput_NamesTheLayer()
    {
        var net = new Sequential(new Lstm(3, 4, 2, new RecurrentSettings(true, true)));
        Assert.Equal(
            "0 (Lstm 3 → 4, 2 layers, both directions, batch first): input [2, 5, 4], expected [N, T, 3]: a row of 3 numbers for each step and sequence.",
            Assert.Throws<ShapeException>(() => net.Forward(Tensor.Zeros([2, 5, 4]))).Message);
        Assert.Equal(
            "Gru 3 → 4: 2 first states, expected 1: one for each layer and direction.",
            Assert.Throws<ShapeException>(() => new Gru(3, 4).Forward(Tensor.Zeros([5, 2, 3]), new RecurrentState[2])).Message);
        Assert.StartsWith(
            "Gru: dropout is 1, expected from 0 to below 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Gru(3, 4, settings: new RecurrentSettings(Dropout: 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InferencePlan_OfEmbeddingAndLstm_RepeatsThem()
    {
        var net = new Sequential(new Embedding(5, 3, paddingIndex: 0), new Lstm(3, 4, settings: new RecurrentSettings(true)));
        net.Eval();
        var words = Tensor.From([0, 1, 2, 3, 4, 1], [3, 2]);
        var plan = InferencePlan.Of(net, [3, 2]);
        Assert.Equal(net.Forward(words).ToArray(), plan.Run(words).ToArray());
    }

    [Fact]
    public void Embedding_Padding_IsZerosAndStaysSo()
    {
        var net = new Embedding(5, 3, paddingIndex: 2);
        var optimizer = new Sgd(net, 1);
        using (var tape = new Tape())
        {
            var y = net.Forward(Tensor.From([2, 1, 2], [3]));
            Assert.Equal([3, 3], y.Shape);
            Ops.MeanSquared(y, Tensor.Full([3, 3], 1)).Backward();
        }

        optimizer.Step();
        Assert.Equal([0, 0, 0], net.Weight.Value.ToArray()[6..9]);
        Assert.Equal("Embedding 5 → 3, padding 2", net.Description);
        Assert.StartsWith(
            "Embedding: paddingIndex is 5, expected from 0 to 4.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(5, 3, 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lstm_SignOfTheFirstNumber_IsRemembered()
    {
        var net = new Sequential(new Lstm(1, 8, settings: new RecurrentSettings(BatchFirst: true)), new Flatten(), new Linear(48, 2));
        net.Initialize(1);
        var rng = new Rng(2);
        var (x, labels) = (Tensor.Normal([16, 6, 1], rng), new int[16]);
        for (var i = 0; i < 16; i++)
        {
            labels[i] = x[i, 0, 0] > 0 ? 1 : 0;
        }

        var (optimizer, loss) = (new Adam(net, 0.02), float.NaN);
        for (var step = 0; step < 60; step++)
        {
            using var tape = new Tape();
            var value = Ops.CrossEntropy(net.Forward(x), labels);
            value.Backward();
            optimizer.Step();
            loss = value.Item();
        }

        Assert.InRange(loss, 0, 0.1);
    }

    [Fact]
    public void Lstm_ThenLinear_GivesARowForEachStep() =>
        Assert.Equal([5, 2, 7], new Sequential(new Lstm(3, 4), new Linear(4, 7)).Forward(Tensor.Zeros([5, 2, 3])).Shape);
}
