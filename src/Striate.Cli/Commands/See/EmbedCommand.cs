using System.CommandLine;
using System.Globalization;
using Striate.Data;
using Striate.Insight;
using Striate.Tensors;

namespace Striate.Cli.Commands.See;

/// <summary>striate see embed: the features of many pictures in the plane.</summary>
internal static class EmbedCommand
{
    private const int LeastCount = 5;

    private static readonly Dictionary<string, (EmbeddingMethod Method, string Name)> Methods = new()
    {
        ["pca"] = (EmbeddingMethod.Pca, "PCA"),
        ["tsne"] = (EmbeddingMethod.TSne, "t-SNE"),
        ["umap"] = (EmbeddingMethod.Umap, "UMAP"),
    };

    public static Command Create()
    {
        var seen = new SeenNetwork("The layer whose output is taken; by default the input of the last layer with weights.", "embed.png");
        var data = new Argument<string>("data") { Description = "A data set by name, or its folder, of which the part for testing is taken; or a folder of pictures." };
        var method = new Option<string>("--method") { Description = "pca, tsne or umap.", DefaultValueFactory = _ => "umap" };
        var count = new Option<int>("--count") { Description = "How many pictures, from all over the data.", DefaultValueFactory = _ => 2000 };
        var seed = new Option<ulong>("--seed") { Description = "Decides what is random.", DefaultValueFactory = _ => 1UL };
        var projector = new Option<string?>("--projector") { Description = "A folder to write the features to, for TensorBoard's projector." };
        var command = seen.Command("embed", "What a layer makes of many pictures, in the plane: near is alike.", data, method, count, seed, projector);
        command.SetAction(parsed =>
        {
            var (way, name) = Methods[Names.OneOf("method", parsed.GetValue(method)!, [.. Methods.Keys])];
            var most = parsed.GetValue(count);
            if (most < LeastCount)
            {
                throw new UsageException($"--count {most}: expected at least {LeastCount}.");
            }

            var folder = parsed.GetValue(projector) is { } path ? Outputs.Folder(path, "--projector") : null;
            var trained = seen.Load(parsed);
            var layer = seen.Layer(trained, parsed);
            var some = trained.Pictures(parsed.GetValue(data)!).FromAllOver(most);
            if (some.Count < LeastCount)
            {
                throw new UsageException($"{some.Name} has {some.Count} pictures; at least {LeastCount} make a map.");
            }

            var features = LayerFeatures.Of(trained.Network, Loaders.Evaluation(some, trained.Description).Epoch(0), layer);
            var seedValue = parsed.GetValue(seed);
            var places = StepProgress.Run(name, PlaneEmbedding.StepsOf(way), (report, cancel) => PlaneEmbedding.Of(features, way, seedValue, report, cancel));
            var note = $"{features.Shape[1]} numbers of {layer?.Path ?? "the last hidden layer"}, {name}{Neighbours(features, places, some)}";
            if (folder is not null)
            {
                ProjectorFiles.Write(folder, features, some);
                Console.WriteLine($"For TensorBoard: tensorboard --logdir {folder}");
            }

            Console.WriteLine($"{some.Count} pictures; {note}.");
            seen.Write(EmbeddingSheet.Draw($"{trained.Description.Model}: {some.Count} pictures of {some.Name}", note, places, some), parsed);
        });
        return command;
    }

    // Pictures of one class have no others to be kept apart from.
    private static string Neighbours(Tensor features, Tensor places, Dataset pictures)
    {
        var labels = Enumerable.Range(0, pictures.Count).Select(pictures.LabelOf).ToList();
        return labels.Distinct().Count() > 1
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; nearest neighbours share their class: {PlaneEmbedding.NeighbourAccuracy(features, labels):0.0%} before, {PlaneEmbedding.NeighbourAccuracy(places, labels):0.0%} in the plane")
            : "";
    }
}
