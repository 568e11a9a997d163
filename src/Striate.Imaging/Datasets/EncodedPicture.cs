namespace Striate.Imaging;

/// <summary>A picture that is decoded when it is asked for.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Name">What a reader finds it by.</param>
/// <param name="Read">Gives the bytes of its file; threads may ask at the same time.</param>
internal readonly record struct EncodedPicture(int Label, string Name, Func<byte[]> Read);
