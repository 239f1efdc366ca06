/// The header of a .safetensors file, held to the rules of the format (huggingface/safetensors, README, "Format").
///
/// Every tensor's bytes are as many as its shape and type take, and the tensors follow each other without a gap from the first byte
/// behind the header to the end of the file; no name comes twice. So no byte has two meanings, and none is without one.
package struct SafeTensorsHeader {
    package struct Tensor: Equatable {
        package let name: String
        /// By the format's name: "F32".
        package let type: String
        package let shape: [Int]
        /// From the first byte behind the header.
        package let bytes: Range<Int>

        /// - Throws: a `Fault` (status data) for numbers that are not read, of fewer bits than a byte has or of several parts.
        package func element(path: String) throws -> ElementType {
            if let element = ElementType(safeTensorsName: type) { return element }
            throw Fault(
                "holds numbers of the type \(SafeTensorsHeader.shown(type)), which is not read",
                at: "\(path):\(SafeTensorsHeader.shown(name))", remedy: "save tensor.to(torch.float32)", status: .data)
        }
    }

    /// In the order of their bytes, empty ones before the one that begins where they lie, several of them by name.
    package private(set) var tensors: [Tensor] = []
    /// The texts of `__metadata__`.
    package private(set) var metadata: [String: String] = [:]
    /// Where the tensors' bytes begin in the file.
    package let dataOffset: Int

    /// The format's own limit, in bytes.
    private static let longest = 100_000_000

    /// - Parameters:
    ///   - path: named in errors.
    ///   - count: the bytes of the file.
    ///   - check: called every now and then; what it throws ends the reading.
    ///   - read: gives so many bytes from the file's start, fewer where it is shorter.
    /// - Throws: a `Fault` (status data) that names the tensor and its bytes; what `read` and `check` throw.
    package init(path: String, count: Int, check: () throws -> Void = {}, read: (Int) throws -> [UInt8]) throws {
        func bad(_ problem: String) -> Fault { Fault(problem, at: path, remedy: "write the file again", status: .data) }
        let start = try read(8)
        guard start.count == 8 else {
            throw bad(
                "is no .safetensors file: it has \(Self.counted(start.count, "byte")), of which the header's length takes 8")
        }
        let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(count - 8) else {
            throw bad(
                "is no .safetensors file, or cut short: its header should have \(length) bytes, \(count - 8) are there")
        }
        guard length <= UInt64(Self.longest) else {
            throw bad("has a header of \(length) bytes, above the format's \(Self.longest)")
        }
        dataOffset = 8 + Int(length)
        let json = try read(dataOffset).dropFirst(8)
        guard json.first == UInt8(ascii: "{") else { throw bad("has a header that does not begin with {") }
        do {
            try json.withUnsafeBufferPointer {
                var scanner = JSONScanner($0)
                try self.read(&scanner, check, bad)
            }
        } catch let failure as JSONScanner.Failure {
            throw bad(
                "has a header that is not the JSON that the format asks for: \(failure.problem) at byte \(8 + failure.place)")
        }
        var comparisons = 0
        try tensors.sort { one, other in
            comparisons += 1
            if comparisons % 10_000 == 0 { try check() }
            return (one.bytes.lowerBound, one.bytes.upperBound, one.name)
                < (other.bytes.lowerBound, other.bytes.upperBound, other.name)
        }
        var last: Tensor?
        for tensor in tensors {
            let end = last?.bytes.upperBound ?? 0
            if let last, tensor.bytes.lowerBound < end {
                throw bad("has two tensors that overlap: \(Self.placed(last)) and \(Self.placed(tensor))")
            }
            guard tensor.bytes.lowerBound == end else {
                throw bad("has bytes of no tensor, \(end) to \(tensor.bytes.lowerBound): the next is \(Self.placed(tensor))")
            }
            last = tensor
        }
        let end = last?.bytes.upperBound ?? 0
        let room = count - dataOffset
        guard end == room else {
            guard let last else { throw bad("holds \(Self.counted(room, "byte")) behind a header without tensors") }
            throw bad(
                end > room
                    ? "is cut short: it holds \(Self.counted(room, "byte")) of tensors, where \(Self.placed(last)) is the last"
                    : "holds \(Self.counted(room - end, "byte")) behind its last tensor, \(Self.placed(last))")
        }
    }

    private mutating func read(
        _ scanner: inout JSONScanner, _ check: () throws -> Void, _ bad: (String) -> Fault
    ) throws {
        // By their bytes: names that only look the same are two.
        var places: [[UInt8]: Int] = [:]
        var hasMetadata = false
        var values = 0
        func checkSometimes() throws {
            values += 1
            if values % 1000 == 0 { try check() }
        }
        func counts() throws -> [Int] {
            var counts: [Int] = []
            guard try scanner.begin(.array) else { return counts }
            repeat {
                try checkSometimes()
                counts.append(try scanner.count())
            } while try scanner.more(in: .array)
            return counts
        }
        func texts() throws -> [String: String] {
            var texts: [String: String] = [:]
            guard try scanner.begin(.object) else { return texts }
            repeat {
                try checkSometimes()
                let key = try scanner.name()
                guard texts.updateValue(try scanner.string(), forKey: key) == nil else {
                    throw bad("has a header whose __metadata__ has '\(Self.shown(key))' twice")
                }
            } while try scanner.more(in: .object)
            return texts
        }
        func entry(_ name: String) throws -> Entry {
            var entry = Entry()
            guard try scanner.begin(.object) else { return entry }
            repeat {
                try checkSometimes()
                let field = try scanner.name()
                func once<Value>(_ old: Value?) throws {
                    if old != nil { throw bad("has a tensor '\(Self.shown(name))' with two entries \(field)") }
                }
                switch field {
                case "dtype":
                    try once(entry.type)
                    entry.type = try scanner.string()
                case "shape":
                    try once(entry.shape)
                    entry.shape = try counts()
                case "data_offsets":
                    try once(entry.offsets)
                    entry.offsets = try counts()
                default: try scanner.skip(checkSometimes)
                }
            } while try scanner.more(in: .object)
            return entry
        }
        guard try scanner.begin(.object) else { return try scanner.end() }
        repeat {
            try checkSometimes()
            let name = try scanner.name()
            guard name == "__metadata__" else {
                let tensor = try Self.tensor(named: name, try entry(name), bad)
                if let first = places.updateValue(tensors.count, forKey: Array(name.utf8)) {
                    throw bad("has two tensors of one name: \(Self.placed(tensors[first])) and \(Self.placed(tensor))")
                }
                tensors.append(tensor)
                continue
            }
            if hasMetadata { throw bad("has a header with two entries __metadata__") }
            hasMetadata = true
            if scanner.next() == UInt8(ascii: "n") { try scanner.word("null") } else { metadata = try texts() }
        } while try scanner.more(in: .object)
        try scanner.end()
    }

    /// What the header says of a tensor.
    private struct Entry {
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?
    }

    private static func tensor(named name: String, _ entry: Entry, _ bad: (String) -> Fault) throws -> Tensor {
        guard let type = entry.type, let shape = entry.shape, let offsets = entry.offsets else {
            throw bad("has a tensor '\(shown(name))' without dtype, shape or data_offsets")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw bad("has a tensor '\(shown(name))' without a place: it should lie from \(offsets)")
        }
        let tensor = Tensor(name: name, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
        guard let bits = ElementType(safeTensorsName: type).map({ 8 * $0.size }) ?? bits[type] else {
            throw bad("has the tensor '\(shown(name))' of an unknown type, \(shown(type))")
        }
        var size = bits
        for side in shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: side)
            if overflow { throw bad("has a tensor of an impossible shape: \(placed(tensor))") }
            size = product
        }
        guard size % 8 == 0, size / 8 == tensor.bytes.count else {
            let wanted = size % 8 == 0 ? counted(size / 8, "byte") : counted(size, "bit")
            throw bad("has the tensor \(placed(tensor)) in \(counted(tensor.bytes.count, "byte")), where it takes \(wanted)")
        }
        return tensor
    }

    /// Bits a number of the format's types that are not read.
    private static let bits: [String: Int] = [
        "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8,
        "C64": 64,
    ]

    /// "'a' (F32, 32 x 4, bytes 0 to 512)".
    private static func placed(_ tensor: Tensor) -> String {
        let sides = tensor.shape.prefix(8).map(String.init).joined(separator: " x ") + (tensor.shape.count > 8 ? " x ..." : "")
        let parts = [shown(tensor.type), sides, "bytes \(tensor.bytes.lowerBound) to \(tensor.bytes.upperBound)"]
        return "'\(shown(tensor.name))' (\(parts.filter { !$0.isEmpty }.joined(separator: ", ")))"
    }

    private static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// At most 40 characters, control characters escaped.
    package static func shown(_ text: String) -> String {
        let characters = text.prefix(40).unicodeScalars.map {
            $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : String($0)
        }
        return characters.joined() + (text.count > 40 ? "..." : "")
    }
}
