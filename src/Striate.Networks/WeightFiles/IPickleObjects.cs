namespace Striate.Networks;

/// <summary>What a pickle may name. All of it is known here: nothing is looked up in the running program.</summary>
internal interface IPickleObjects
{
    /// <summary>A class or function.</summary>
    /// <param name="module">Its module in Python.</param>
    /// <param name="name">Its name there.</param>
    /// <returns>A value, or a <see cref="PickleFunction"/>.</returns>
    /// <exception cref="InvalidDataException">It is not allowed; the message names it.</exception>
    object Find(string module, string name);

    /// <summary>An object that is stored outside of the pickle.</summary>
    /// <param name="id">By which the pickle knows it.</param>
    /// <exception cref="InvalidDataException">There is nothing of that kind.</exception>
    object FindById(object? id);
}

/// <summary>What stands for a function of Python.</summary>
/// <param name="Call">Makes a value of arguments.</param>
internal sealed record PickleFunction(Func<object?[], object?> Call);
