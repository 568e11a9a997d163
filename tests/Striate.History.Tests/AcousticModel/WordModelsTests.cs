using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History.Tests;

/// <summary>Word models, against all ways through their states.</summary>
public class WordModelsTests
{
    [Fact]
    public void FlatStart_OfAWord_GivesEveryStateItsShare() => Assert.Equal([6, 6, 6, 7, 7, 7, 8, 8], new WordModels(4, 3).FlatStart(2, 8));

    [Fact]
    public void Align_OfRandomLikelihoods_FindsTheBestOfAllWays()
    {
        var words = new WordModels(2, 3);
        words.Learn([[0, 0, 1, 2, 2, 2], [3, 4, 4, 4, 5, 5]]);
        double[] stay = [0.5, 0.05, 1 - (1 / 3.0), 0.05, 1 - (1 / 3.0), 0.5];
        var likelihoods = Tensor.Normal([7, 6], new Rng(4));
        for (var word = 0; word < 2; word++)
        {
            var (path, score) = words.Align(likelihoods, word);
            var ways = (from second in Enumerable.Range(1, 5) from third in Enumerable.Range(second + 1, 6 - second) select Way(word, second, third)).ToList();
            Assert.Equal(ways.Max(way => way.Score), score, 1e-6);
            Assert.Equal(ways.MaxBy(way => way.Score).Path, path);
        }

        (int[] Path, double Score) Way(int word, int second, int third)
        {
            var path = Enumerable.Range(0, 7).Select(t => (word * 3) + (t < second ? 0 : t < third ? 1 : 2)).ToArray();
            var score = path.Select((state, t) => (double)likelihoods[t, state]).Sum();
            for (var t = 1; t < 7; t++)
            {
                score += Math.Log(path[t] == path[t - 1] ? stay[path[t]] : 1 - stay[path[t - 1]]);
            }

            return (path, score);
        }
    }

    [Fact]
    public void Align_OfFewerFramesThanStates_IsImpossible() => Assert.Equal(double.NegativeInfinity, new WordModels(1, 4).Align(Tensor.Zeros([3, 4]), 0).Score);

    [Fact]
    public void Recognize_OfAWordsOwnStates_IsThatWord()
    {
        var words = new WordModels(3, 2);
        var likelihoods = Tensor.Full([6, 6], -5);
        for (var t = 0; t < 6; t++)
        {
            likelihoods[t, 2 + (t / 3)] = 0;
        }

        Assert.Equal(1, words.Recognize(likelihoods));
    }

    [Fact]
    public void ScaledLikelihoods_OfTheRareState_AreRaised()
    {
        var words = new WordModels(1, 2);
        words.Learn([[0, 0, 0, 0, 0, 0, 0, 1]]);
        Assert.Equal([-(float)Math.Log(0.8), -(float)Math.Log(0.2)], words.ScaledLikelihoods(Tensor.Zeros([1, 2])).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }
}
