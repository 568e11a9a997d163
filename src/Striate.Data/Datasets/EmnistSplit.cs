namespace Striate.Data;

/// <summary>The ways in which the characters of EMNIST were chosen and named.</summary>
public enum EmnistSplit
{
    /// <summary>47 classes with 2,400 characters each to train on and 400 to test with.</summary>
    Balanced,

    /// <summary>62 classes, digits, capitals and small letters: 697,932 characters to train on and 116,323 to test with.</summary>
    ByClass,

    /// <summary>The same characters in 47 classes: small letters that look like their capitals count as these.</summary>
    ByMerge,

    /// <summary>26 classes, capitals and small letters alike: 124,800 characters to train on and 20,800 to test with.</summary>
    Letters,

    /// <summary>Ten digits: 240,000 to train on and 40,000 to test with.</summary>
    Digits,

    /// <summary>Ten digits, as many as in MNIST: 60,000 and 10,000.</summary>
    Mnist,
}
