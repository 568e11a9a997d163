using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Striate.Networks;

/// <summary>
/// Reads what Python's pickle wrote in its binary protocols, 2 to 5. A pickle is a small program; this machine knows the
/// instructions that build plain values and containers, and asks <see cref="IPickleObjects"/> for all that has a name. It runs
/// no code, and what it makes is bounded.
/// </summary>
/// <remarks>
/// Values are null, bool, long (<see cref="BigInteger"/> beyond), double, string, byte[], <see cref="List{T}"/> of object for lists
/// and sets, object[] for tuples, <see cref="PickleDictionary"/>, and whatever the objects make. Instructions: Python's pickletools.
/// </remarks>
/// <param name="stream">Where the pickle begins; afterwards it stands behind it.</param>
/// <param name="objects">What there is beyond plain values.</param>
internal sealed class PickleReader(Stream stream, IPickleObjects objects)
{
    // A tensor takes about forty instructions and two hundred bytes.
    private const int MostInstructions = 1 << 21;
    private const int MostBytes = 1 << 25;

    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly List<object?> _memo = [];
    private int _bytes;

    /// <summary>Reads one pickle.</summary>
    /// <returns>The value that it holds.</returns>
    /// <exception cref="InvalidDataException">It is damaged or too large, or asks for something that is not allowed.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public object? Read()
    {
        for (var count = 0; count < MostInstructions; count++)
        {
            var instruction = Byte();
            if (instruction == '.')
            {
                return Pop();
            }

            Run(instruction);
        }

        throw new InvalidDataException($"the pickle has more than {MostInstructions} instructions");
    }

    private void Run(byte instruction)
    {
        switch ((char)instruction)
        {
            case '\u0080' when Byte() is >= 2 and <= 5:
                break;
            case '\u0095':
                Bytes(8);
                break;
            case '(':
                _marks.Add(_stack.Count);
                break;
            case '0':
                Pop();
                break;
            case '1':
                PopToMark();
                break;
            case '2':
                _stack.Add(Top());
                break;
            case 'N':
                _stack.Add(null);
                break;
            case '\u0088':
                _stack.Add(true);
                break;
            case '\u0089':
                _stack.Add(false);
                break;
            case 'J':
                _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)));
                break;
            case 'K':
                _stack.Add((long)Byte());
                break;
            case 'M':
                _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)));
                break;
            case '\u008a':
                var number = new BigInteger(Bytes(Byte()));
                _stack.Add(number >= long.MinValue && number <= long.MaxValue ? (long)number : number);
                break;
            case 'G':
                _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)));
                break;
            case 'X' or 'T':
                _stack.Add(Text(Length(4)));
                break;
            case '\u008c' or 'U':
                _stack.Add(Text(Byte()));
                break;
            case '\u008d':
                _stack.Add(Text(Length(8)));
                break;
            case 'B':
                _stack.Add(Bytes(Length(4)));
                break;
            case 'C':
                _stack.Add(Bytes(Byte()));
                break;
            case '\u008e' or '\u0096':
                _stack.Add(Bytes(Length(8)));
                break;
            case ']' or '\u008f':
                _stack.Add(new List<object?>());
                break;
            case 'a':
                var last = Pop();
                Top<List<object?>>().Add(last);
                break;
            case 'e' or '\u0090':
                var added = PopToMark();
                Top<List<object?>>().AddRange(added);
                break;
            case '\u0091':
                _stack.Add(new List<object?>(PopToMark()));
                break;
            case ')':
                _stack.Add(Array.Empty<object?>());
                break;
            case 't':
                _stack.Add(PopToMark());
                break;
            case '\u0085' or '\u0086' or '\u0087':
                _stack.Add(Pop(instruction - 0x84));
                break;
            case '}':
                _stack.Add(new PickleDictionary());
                break;
            case 's':
                var pair = Pop(2);
                Top<PickleDictionary>().Add(pair);
                break;
            case 'u':
                var pairs = PopToMark();
                Top<PickleDictionary>().Add(pairs);
                break;
            case 'c':
                _stack.Add(objects.Find(Line(), Line()));
                break;
            case '\u0093':
                _stack.Add(Pop(2) is [string module, string name] ? objects.Find(module, name) : throw Damaged());
                break;
            case 'R':
                _stack.Add(Pop(2) is [PickleFunction function, object?[] arguments] ? function.Call(arguments) : throw Damaged());
                break;
            case 'b':
                // What a dictionary has beside its items, such as a state dictionary's versions.
                Pop();
                Top<PickleDictionary>();
                break;
            case 'Q':
                _stack.Add(objects.FindById(Pop()));
                break;
            case 'q':
                Remember(Byte());
                break;
            case 'r':
                Remember(Length(4));
                break;
            case '\u0094':
                Remember(_memo.Count);
                break;
            case 'h':
                _stack.Add(Recall(Byte()));
                break;
            case 'j':
                _stack.Add(Recall(Length(4)));
                break;
            default:
                throw new InvalidDataException($"the pickle has the instruction 0x{instruction:x2}, which plain values in protocols 2 to 5 do without");
        }
    }

    private byte Byte()
    {
        Take(1);
        var value = stream.ReadByte();
        return value >= 0 ? (byte)value : throw new EndOfStreamException();
    }

    private byte[] Bytes(int count)
    {
        Take(count);
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Take(int count)
    {
        if (count > MostBytes - _bytes)
        {
            throw new InvalidDataException($"the pickle has more than {MostBytes} bytes");
        }

        _bytes += count;
    }

    private int Length(int size)
    {
        var bytes = Bytes(size);
        var length = size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return (int)Math.Min(length, int.MaxValue);
    }

    private string Text(int length) => Encoding.UTF8.GetString(Bytes(length));

    private string Line()
    {
        var line = new StringBuilder();
        for (var letter = Byte(); letter != '\n'; letter = Byte())
        {
            line.Append((char)letter);
        }

        return line.ToString();
    }

    private object? Top() => _stack.Count > (_marks.Count > 0 ? _marks[^1] : 0) ? _stack[^1] : throw Damaged();

    private T Top<T>()
        where T : class => Top() as T ?? throw Damaged();

    private object? Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] Pop(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw Damaged();
        }

        var values = Pop(_stack.Count - _marks[^1]);
        _marks.RemoveAt(_marks.Count - 1);
        return values;
    }

    // Python numbers what it remembers in order, from 0 or, in Python 2, from 1.
    private void Remember(int index)
    {
        var value = Top();
        if (_memo.Count == 0 && index == 1)
        {
            _memo.Add(null);
        }

        if (index == _memo.Count)
        {
            _memo.Add(value);
        }
        else
        {
            Recall(index);
            _memo[index] = value;
        }
    }

    private object? Recall(int index) => index < _memo.Count ? _memo[index] : throw Damaged();

    private static InvalidDataException Damaged() => new("the pickle is damaged");
}
