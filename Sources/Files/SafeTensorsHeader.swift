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
    }

    /// In the order of their bytes, empty ones before the one that begins where they lie, several of them by name.
    package private(set) var tensors: [Tensor] = []
    /// The texts of `__metadata__`.
    package private(set) var metadata: [String: String] = [:]

    /// The format's own limit, in bytes.
    package static let longest = 100_000_000
    package static let remedy = "write the file again"

    /// - Parameters:
    ///   - json: the header's bytes.
    ///   - room: how many bytes follow the header in the file.
    ///   - path: named in errors.
    ///   - check: called every now and then; what it throws ends the reading.
    /// - Throws: a `Fault` (status data) that names the tensor and its bytes.
    package init(_ json: [UInt8], room: Int, path: String, check: @escaping () throws -> Void = {}) throws {
        func bad(_ problem: String) -> Fault { Fault(problem, at: path, remedy: Self.remedy, status: .data) }
        guard json.first == UInt8(ascii: "{") else { throw bad("has a header that does not begin with {") }
        var scanner = JSONScanner(json, check: check)
        do {
            try read(&scanner, bad)
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
        guard end == room else {
            guard let last else { throw bad("holds \(Self.counted(room, "byte")) behind a header without tensors") }
            throw bad(
                end > room
                    ? "is cut short: it holds \(Self.counted(room, "byte")) of tensors, where \(Self.placed(last)) is the last"
                    : "holds \(Self.counted(room - end, "byte")) behind its last tensor, \(Self.placed(last))")
        }
    }

    private mutating func read(_ scanner: inout JSONScanner, _ bad: (String) -> Fault) throws {
        // By their bytes: names that only look the same are two.
        var places: [[UInt8]: Int] = [:]
        var hasMetadata = false
        var metadata: [String: String] = [:]
        var tensors: [Tensor] = []
        try scanner.object { scanner, name in
            if name == "__metadata__" {
                if hasMetadata { throw bad("has a header with two entries __metadata__") }
                hasMetadata = true
                if scanner.take(word: "null") { return }
                try scanner.object { scanner, key in
                    guard metadata.updateValue(try scanner.string(), forKey: key) == nil else {
                        throw bad("has a header whose __metadata__ has '\(Self.shown(key))' twice")
                    }
                }
                return
            }
            let tensor = try Self.tensor(named: name, &scanner, bad)
            if let first = places.updateValue(tensors.count, forKey: Array(name.utf8)) {
                throw bad("has two tensors of one name: \(Self.placed(tensors[first])) and \(Self.placed(tensor))")
            }
            tensors.append(tensor)
        }
        try scanner.end()
        (self.tensors, self.metadata) = (tensors, metadata)
    }

    private static func tensor(
        named name: String, _ scanner: inout JSONScanner, _ bad: (String) -> Fault
    ) throws -> Tensor {
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?
        func once<Value>(_ old: Value?, _ field: String) throws {
            if old != nil { throw bad("has a tensor '\(shown(name))' with two entries \(field)") }
        }
        func counts(_ scanner: inout JSONScanner) throws -> [Int] {
            var counts: [Int] = []
            try scanner.array { counts.append(try $0.count()) }
            return counts
        }
        try scanner.object { scanner, field in
            switch field {
            case "dtype":
                try once(type, field)
                type = try scanner.string()
            case "shape":
                try once(shape, field)
                shape = try counts(&scanner)
            case "data_offsets":
                try once(offsets, field)
                offsets = try counts(&scanner)
            default: try scanner.skip()
            }
        }
        guard let type, let shape, let offsets else {
            throw bad("has a tensor '\(shown(name))' without dtype, shape or data_offsets")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw bad("has a tensor '\(shown(name))' without a place: it should lie from \(offsets)")
        }
        let tensor = Tensor(name: name, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
        guard let bits = bits[type] else { throw bad("has the tensor '\(shown(name))' of an unknown type, \(shown(type))") }
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

    /// Bits a number of every type that the format has.
    private static let bits: [String: Int] = [
        "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8,
        "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16, "U32": 32, "I32": 32, "F32": 32,
        "U64": 64, "I64": 64, "F64": 64, "C64": 64,
    ]

    /// "'a' (F32, 32 x 4, bytes 0 to 512)".
    private static func placed(_ tensor: Tensor) -> String {
        let sides = tensor.shape.prefix(8).map(String.init).joined(separator: " x ") + (tensor.shape.count > 8 ? " x ..." : "")
        let parts = [shown(tensor.type), sides, "bytes \(tensor.bytes.lowerBound) to \(tensor.bytes.upperBound)"]
        return "'\(shown(tensor.name))' (\(parts.filter { !$0.isEmpty }.joined(separator: ", ")))"
    }

    private static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// At most 40 characters, control characters escaped.
    private static func shown(_ text: String) -> String {
        let characters = text.prefix(40).unicodeScalars.map {
            $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : String($0)
        }
        return characters.joined() + (text.count > 40 ? "..." : "")
    }
}
