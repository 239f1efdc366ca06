import NumericCore
import Results

/// Damage to the tree that a JSON text is: members dropped, doubled and exchanged, types swapped, arrays shortened, numbers at the
/// edges, deep nesting. The text stays JSON.
package enum TreeDamage {
    /// A file that is JSON as a whole.
    static let json: Damage = { bytes, random in
        guard let tree = try? JSONReader.read(bytes) else { return nil }
        return JSONWriter.text(damaged(tree, with: &random))
    }

    /// A file with a digest of itself, which is made to fit the damage.
    static let sealed: Damage = { bytes, random in
        guard let tree = try? JSONReader.read(bytes), case .object(let members) = damaged(tree, with: &random) else { return nil }
        return SealedJSON.sealed(members)
    }

    /// A result's or stamp's file, whose content is damaged and whose digests are made to fit it.
    static func envelope(_ name: String) -> Damage {
        { bytes, random in
            guard let (envelope, content) = try? Envelope.open(bytes, name: name) else { return nil }
            return Envelope(inputs: envelope.inputs, name: name, content: damaged(content, with: &random)).text
        }
    }

    /// The tree with one to four places of it changed.
    package static func damaged(_ tree: JSONValue, with random: inout SeededGenerator) -> JSONValue {
        var tree = tree
        for _ in 0...random.integer(3) {
            var countdown = random.integer(count(tree))
            let donor = node(random.integer(count(tree)), of: tree)
            change(&tree, &countdown) { spoil(&$0, donor, &random) }
        }
        return tree
    }

    private static func count(_ tree: JSONValue) -> Int {
        switch tree {
        case .array(let elements): elements.reduce(1) { $0 + count($1) }
        case .object(let members): members.reduce(1) { $0 + count($1.value) }
        default: 1
        }
    }

    private static func node(_ index: Int, of tree: JSONValue) -> JSONValue {
        var tree = tree
        var countdown = index
        var found = tree
        change(&tree, &countdown) { found = $0 }
        return found
    }

    /// Changes the node that so many others come before.
    private static func change(_ tree: inout JSONValue, _ countdown: inout Int, _ body: (inout JSONValue) -> Void) {
        countdown -= 1
        if countdown == -1 { return body(&tree) }
        switch tree {
        case .array(var elements):
            for index in elements.indices where countdown >= 0 { change(&elements[index], &countdown, body) }
            tree = .array(elements)
        case .object(var members):
            for index in members.indices where countdown >= 0 { change(&members[index].value, &countdown, body) }
            tree = .object(members)
        default: break
        }
    }

    private static func spoil(_ value: inout JSONValue, _ donor: JSONValue, _ random: inout SeededGenerator) {
        switch random.integer(8) {
        case 0: value = donor
        case 1: value = scalar(&random)
        case 2: value = random.integer(2) == 0 ? .array([value]) : .object([.init(name: "a", value: value)])
        case 3 where random.integer(4) == 0:
            for _ in 0..<(1 << random.integer(9)) { value = .array([value]) }
        default: spoilInside(&value, donor, &random)
        }
    }

    private static func spoilInside(_ value: inout JSONValue, _ donor: JSONValue, _ random: inout SeededGenerator) {
        switch value {
        case .array(var elements) where !elements.isEmpty:
            let place = random.integer(elements.count)
            switch random.integer(6) {
            case 0: elements.remove(at: place)
            case 1: elements.removeLast(elements.count - place)
            case 2: elements.insert(elements[place], at: place)
            case 3: elements.swapAt(place, random.integer(elements.count))
            case 4: elements.append(donor)
            default: elements[place] = scalar(&random)
            }
            value = .array(elements)
        case .object(var members) where !members.isEmpty:
            let place = random.integer(members.count)
            let other = random.integer(members.count)
            switch random.integer(6) {
            case 0: members.remove(at: place)
            case 1: members.insert(members[place], at: other)
            case 2: members.insert(.init(name: members[place].name, value: donor), at: other)
            case 3: (members[place].value, members[other].value) = (members[other].value, members[place].value)
            case 4: members[place].name = random.pick(["", "x", members[other].name, members[other].name + "s"])
            default: members[place].value = donor
            }
            value = .object(members)
        case .number(let number):
            let changed = [number + 1, number - 1, -number, number / 3, number * 10, number * 1e30, number + 0.5, number.nextUp]
            value = random.integer(2) == 0 ? .number(random.pick(changed)) : scalar(&random)
        case .string(let text):
            value = .string(
                random.pick([
                    String(text.dropLast()), String(text.dropFirst()), text + " ", text + text, text + "/..", "../../\(text)",
                    "\u{1b}[31m" + text, text.uppercased(), "",
                ]))
        default: value = scalar(&random)
        }
    }

    private static func scalar(_ random: inout SeededGenerator) -> JSONValue {
        switch random.integer(6) {
        case 0: random.pick([.null, .bool(true), .bool(false), .array([]), .object([])])
        case 1: .string(random.pick(strings))
        default: .number(random.pick(numbers))
        }
    }

    private static let numbers: [Double] = [
        0, -0.0, 1, -1, 2, 0.5, -3, 255, 256, 65536, 0x1p31, 0x1p32, 9e15, 0x1p53, 0x1p62, 0x1p63, -0x1p63, 0x1p64, 1e100, 1e308,
        -1e308,
        .greatestFiniteMagnitude, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .nan, .infinity, -.infinity,
    ]

    private static let strings = [
        "", "a", "0", "NaN", "Infinity", "-Infinity", "paper/fig1", "../..", "/", ".", "a/b", "\u{1b}[2J", "\n", "\u{0}", "é",
        "not assessed ()",
        String(repeating: "a", count: 64), String(repeating: "9", count: 1000),
    ]
}
