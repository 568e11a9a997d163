using System.CommandLine;
using System.Globalization;
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Imaging;
using Striate.Tensors;

namespace Striate.Cli.Commands;

/// <summary>striate data: public data sets, and a look into any.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Public data sets: lists, describes, fetches and shows them.") { List(), Info(), Get(), Show() };

    private static Command List()
    {
        var command = new Command("list", "The public data sets that are known by name.");
        command.SetAction(_ =>
        {
            var (cache, table) = (new DataCache(), new WideTable(("name", false), ("what", false), ("train", true), ("test", true), ("classes", true), ("size", false), ("fetch", true), ("here", false)));
            foreach (var info in DatasetCatalog.All)
            {
                table.Add(
                    info.Name, info.Description, Number(info.Train), Number(info.Test), Number(info.Classes), info.PictureSize,
                    info.Size > 0 ? Megabytes(info.Size) : "", DataSource.FolderOf(info, cache) is null ? "" : "yes");
            }

            Screen.Write(table);
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Info()
    {
        var name = Name();
        var command = new Command("info", "What a data set is, whose it is, and where its files lie.") { name };
        command.SetAction(parsed =>
        {
            var info = Named(parsed.GetValue(name)!);
            Line("name", $"{info.Name} ({info.Title})");
            Line("what", $"{info.Description}, {info.PictureSize}, {Number(info.Classes)} classes");
            Line("pictures", $"{Number(info.Train)} to train on, {Number(info.Test)} to test with");
            Line("licence", info.Licence);
            Line("source", info.Source);
            Line("page", info.Home.ToString());
            foreach (var file in info.Files)
            {
                Line("file", $"{file.Address}{(file.Size is { } size ? $", {Number(size)} bytes" : "")}");
                Line("", $"{(file.Checksum.Length == 64 ? "SHA-256" : "MD5")} {file.Checksum}");
            }

            Line("here", DataSource.FolderOf(info, new DataCache()) ?? $"no; {Invocation.Of($"data get {info.Name}")}");
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Get()
    {
        var name = Name();
        var from = new Option<string?>("--from") { Description = "Another place of its files: a folder, or an address that their names are added to." };
        var command = new Command("get", "Fetches a data set into the cache folder; goes on where an earlier try ended.") { name, from };
        command.SetAction(parsed =>
        {
            var (info, cache) = (Named(parsed.GetValue(name)!), new DataCache());
            if (DataSource.FolderOf(info, cache) is { } found)
            {
                Console.WriteLine($"{info.Name} is there already: {found}{(parsed.GetValue(from) is null ? "" : "; --from was not needed")}");
                return CommandLine.Done;
            }

            using var interrupt = new Interrupt();
            try
            {
                var folder = DownloadProgress.Run(progress => cache.Get(info, parsed.GetValue(from), progress, DownloadProgress.Retry, interrupt.Token));
                Console.WriteLine($"{info.Name} is in {folder}");
                return CommandLine.Done;
            }
            catch (OperationCanceledException)
            {
                return CommandLine.Complain($"Stopped; what has come is kept. Go on with: {Invocation.Of($"data get {info.Name}")}", CommandLine.Failed);
            }
        });
        return command;
    }

    private static Command Show()
    {
        var data = new Argument<string>("data") { Description = "Name of a data set, or a folder or file with data." };
        var augment = new Option<string?>("--augment") { Description = "Shows pictures before and after these changes, as in \"crop:2,flip\"." };
        var mix = new Option<string?>("--mix") { Description = "Shows batches as they are mixed: mixup, cutmix or both, as in \"mixup:0.2,cutmix\"; or mosaic, four pictures on one." };
        var count = new Option<int>("--count") { Description = "Pictures of each class, or views of each picture.", DefaultValueFactory = _ => 10 };
        var output = new Option<string?>("--out") { Description = "The PNG file; by default NAME.png." };
        var command = new Command("show", "Writes a page with pictures of each class, or with what augmentation makes of them.") { data, augment, mix, count, output };
        command.SetAction(parsed =>
        {
            var (place, perClass) = (DataSource.Resolve(parsed.GetValue(data)!), parsed.GetValue(count));
            if (perClass is < 1 or > 100)
            {
                throw new UsageException($"--count {perClass}: give a number from 1 to 100.");
            }

            var draw = SheetOf(parsed.GetValue(augment), parsed.GetValue(mix), perClass);
            var train = DataSource.Open(place, seed: 1).Train;
            var sheet = draw(train);
            var path = parsed.GetValue(output) ?? $"{Path.GetFileNameWithoutExtension(place)}.png";
            PictureFile.Write(sheet, path);
            Console.WriteLine($"{train}; some of them in {path}");
            return CommandLine.Done;
        });
        return command;
    }

    // What is wrong with the texts shows before data are read.
    private static Func<Dataset, Picture> SheetOf(string? augment, string? mix, int count)
    {
        if (augment is not null && mix is not null)
        {
            throw new UsageException("--augment and --mix each make a page of their own; give one of them.");
        }

        if (augment is not null)
        {
            var chain = Parse("--augment", augment, AugmentationText.Parse);
            return data => ContactSheet.BeforeAndAfter(data, chain, count);
        }

        if (mix is null)
        {
            return data => ContactSheet.Of(data, count);
        }

        if (mix == "mosaic")
        {
            return data => ContactSheet.Mosaics(data, count);
        }

        var mixing = Parse("--mix", mix, MixingText.Parse);
        return data => ContactSheet.Mixed(data, mixing, count);
    }

    private static IReadOnlyList<T> Parse<T>(string option, string text, Func<string, IReadOnlyList<T>> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{option} {text}: {e.Message}");
        }
    }

    private static Argument<string> Name() => new("name") { Description = "Name of a data set." };

    private static DatasetInfo Named(string name) => DatasetCatalog.Find(name)
        ?? throw new UsageException($"There is no data set '{name}'. {Suggestion.For(name, [.. DataSource.Known])}");

    private static void Line(string what, string value) => Console.WriteLine($"{what,-10}{value}");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N0} MB");
}
