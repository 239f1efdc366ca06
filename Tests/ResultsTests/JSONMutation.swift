import NumericCore
import Results

/// Damage to a JSON tree as hands, merges and disks do it, drawn from a seed.
struct JSONMutation {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed, purpose: "damage to JSON") }

    private mutating func pick(_ count: Int) -> Int { Int(generator.nextWord() % UInt32(count)) }

    /// The tree with one place of it changed.
    mutating func damaged(_ tree: JSONValue) -> JSONValue {
        switch tree {
        case .array(let elements) where !elements.isEmpty && pick(8) > 0:
            let place = pick(elements.count)
            var copy = elements
            copy[place] = damaged(elements[place])
            return .array(copy)
        case .object(let members) where !members.isEmpty && pick(8) > 0:
            let place = pick(members.count)
            var copy = members
            copy[place].value = damaged(members[place].value)
            return .object(copy)
        case .array(var elements) where !elements.isEmpty:
            let (a, b) = (pick(elements.count), pick(elements.count))
            switch pick(6) {
            case 0: elements.remove(at: a)
            case 1: elements.insert(elements[b], at: a)
            case 2: elements.swapAt(a, b)
            case 3: elements.removeLast()
            case 4: elements = Array(elements.prefix(a))
            default: elements[a] = other(elements[a])
            }
            return .array(elements)
        case .object(var members) where !members.isEmpty:
            let (a, b) = (pick(members.count), pick(members.count))
            switch pick(6) {
            case 0: members.remove(at: a)
            case 1: members.insert(members[b], at: a)
            case 2: members.swapAt(a, b)
            case 3: (members[a].value, members[b].value) = (members[b].value, members[a].value)
            case 4: members[a].name = ["", "x", members[b].name + "s"][pick(3)]
            default: members[a].value = other(members[a].value)
            }
            return .object(members)
        default: return other(tree)
        }
    }

    /// Another value in the value's place.
    private mutating func other(_ value: JSONValue) -> JSONValue {
        if case .number(let number) = value, pick(2) == 0 {
            return .number(
                [number.nextUp, -number, number * 10, number + 1, 1e300, -1, 0.5, 9e15, .leastNonzeroMagnitude][pick(9)])
        }
        if case .string(let text) = value, pick(2) == 0 {
            return .string([text + " ", String(text.dropFirst()), "../../\(text)", "a/b", "NaN", "-Infinity", "\0", ""][pick(8)])
        }
        return [
            .null, .bool(true), .number(0), .number(-3), .string("Infinity"), .string("paper/fig1"), .array([]), .object([]),
            .array([.number(1)]), .array([.array([])]), .object([.init(name: "number", value: .number(1))]),
        ][pick(11)]
    }
}
