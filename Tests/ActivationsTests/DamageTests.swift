import Activations
import CZlib
import Files
import NumericCore
import Testing

/// Damaged files: a reader either refuses with a `Fault`, or gives as many numbers as it says. It never crashes.
@Suite("Damaged files of activations")
struct DamageTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Reads all that can be read; false where it is refused. Anything but a `Fault` fails the test.
    private func isRead(_ bytes: [UInt8], _ name: String, array: String = "") throws -> Bool {
        do {
            let table = try ActivationTable.open(scratch.write(bytes, to: name) + array)
            var samples = 0
            try table.forEachPortion(of: 3) { _, numbers in samples += numbers.columns }
            if samples != table.samples { Issue.record("\(samples) of \(table.samples) samples are read") }
            _ = try table.columns([0])
            _ = try LabelColumn.open("\(scratch.path)/\(name)\(array)").classes()
            return true
        } catch let fault as Fault {
            if fault.status != .data && fault.status != .usage || fault.place?.hasPrefix(scratch.path) != true
                || fault.problem.isEmpty
            {
                Issue.record("\(fault)")
            }
            return false
        }
    }

    private static let files: [(file: String, name: String, array: String)] = [
        ("<f4 C.npy", "x.npy", ""), (">i8 F.npy", "x.npy", ""), ("2.0 f8 C.npy", "x.npy", ""), ("stored.npz", "x.npz", ":a"),
        ("packed.npz", "x.npz", ":b"), ("one.npz", "x.npz", ""), ("one.safetensors", "x.safetensors", ""),
        ("many.safetensors", "x.safetensors", ":layer1.f8"),
    ]

    @Test("a file cut anywhere is refused as damaged", arguments: files.indices)
    func truncated(index: Int) throws {
        let (file, name, array) = Self.files[index]
        let bytes = NumpyFiles.bytes(file)
        for length in 0..<bytes.count {
            let place = try scratch.write(Array(bytes[..<length]), to: name)
            do {
                _ = try ActivationTable.open(place + array)
                Issue.record("\(length) of \(bytes.count) bytes are read")
            } catch let fault as Fault {
                if fault.status != .data || fault.place?.hasPrefix(place) != true { Issue.record("\(fault)") }
            }
        }
    }

    @Test("any single bit may be turned", arguments: files.indices)
    func turnedBits(index: Int) throws {
        let (file, name, array) = Self.files[index]
        let bytes = NumpyFiles.bytes(file)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 1 << UInt8(place % 8)
            _ = try isRead(damaged, name, array: array)
        }
    }

    @Test("in an archive no turned bit gives other numbers", arguments: ["stored.npz", "packed.npz"])
    func checksums(file: String) throws {
        let bytes = NumpyFiles.bytes(file)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x10
            let path = try scratch.write(damaged, to: "x.npz")
            guard let table = try? ActivationTable.open("\(path):a") else { continue }
            #expect(try table.rows() == NumpyFiles.table("f"))
        }
    }

    @Test("random damage of every format", arguments: files.indices)
    func mutated(index: Int) throws {
        let (file, name, array) = Self.files[index]
        try mutate(NumpyFiles.bytes(file), name, array, seed: UInt64(index))
    }

    @Test(
        "random damage of text",
        arguments: ["a,\"b\"\"c\",d\n1,2e5,\"3\"\n\n-.5,nan,7\r\n", "1;2\n3;4\n", "\u{feff}1 2 3\n4 5 6\n", "x\ny\nx\n"])
    func mutatedText(text: String) throws { try mutate(Array(text.utf8), "x.csv", "", seed: 99) }

    private func mutate(_ seed: [UInt8], _ name: String, _ array: String, seed number: UInt64) throws {
        var generator = SeededGenerator(seed: number, purpose: "mutations", index: 0)
        for _ in 0..<700 {
            var bytes = seed
            for _ in 0...generator.integer(below: 3) where !bytes.isEmpty {
                let place = Int(generator.integer(below: UInt32(bytes.count)))
                let length = min(bytes.count - place, 1 + Int(generator.integer(below: 64)))
                switch generator.integer(below: 7) {
                case 0: bytes[place] ^= 1 << UInt8(generator.integer(below: 8))
                case 1: bytes[place] = UInt8(generator.integer(below: 256))
                case 2: bytes[place] = [0, 0x7f, 0x80, 0xff][Int(generator.integer(below: 4))]
                case 3: bytes.removeSubrange(place..<place + length)
                case 4: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
                case 5: bytes.swapAt(place, Int(generator.integer(below: UInt32(bytes.count))))
                default: bytes.removeSubrange(place...)
                }
            }
            _ = try isRead(bytes, name, array: array)
        }
    }

    private func problem(_ bytes: [UInt8], _ name: String, array: String = "") -> String? {
        fault(.data) { _ = try ActivationTable.open(scratch.write(bytes, to: name) + array) }
    }

    @Test("wrong checksums, methods, ends and lengths of archives are told apart")
    func archives() {
        let stored = NumpyFiles.bytes("stored.npz")
        #expect(problem([], "x.npz") == "is no .npz file: a zip archive was expected")
        #expect(problem(Array("hello, world, this is no archive".utf8), "x.npz") == "is no .npz file: a zip archive was expected")
        #expect(problem(Array(stored.dropLast()), "x.npz") == "is cut short: the zip archive's directory at its end is missing")
        var wrong = stored
        // The last byte of the first array's numbers stands before the second's header.
        let second = stored.indices.dropLast(4).last { Array(stored[$0..<$0 + 4]) == [0x50, 0x4b, 3, 4] }!
        wrong[second - 1] ^= 1
        #expect(problem(wrong, "x.npz", array: ":a") == "is damaged: its checksum (CRC-32) is not the one that the archive says")
        var other = stored
        let directory = stored.indices.dropLast(4).first { Array(stored[$0..<$0 + 4]) == [0x50, 0x4b, 1, 2] }!
        other[directory + 10] = 12
        #expect(problem(other, "x.npz", array: ":a") == "is packed by zip's method 12, which is not read")
        other[directory + 8] |= 1
        #expect(problem(other, "x.npz", array: ":a") == "is encrypted")
        #expect(problem([0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18), "x.npz") == "holds no array")
    }

    @Test("headers of .safetensors files that do not fit the file are refused with both sizes")
    func safetensors() {
        func file(_ json: String, data: Int) -> [UInt8] {
            (0..<8).map { UInt8(json.utf8.count >> (8 * $0) & 255) } + Array(json.utf8) + [UInt8](repeating: 0, count: data)
        }
        func words(_ json: String, data: Int = 8) -> String? { problem(file(json, data: data), "x.safetensors") }
        let good = #"{"x": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]}}"#
        #expect(
            words(good, data: 7) == "is cut short: it holds 7 bytes of tensors, where 'x' (F32, 2 x 1, bytes 0 to 8) is the last")
        #expect(words(good, data: 9) == "holds 1 byte behind its last tensor, 'x' (F32, 2 x 1, bytes 0 to 8)")
        #expect(words("[1]") == "has a header that does not begin with {")
        #expect(
            words(good.replacing("[2, 1]", with: "[3]"))
                == "has the tensor 'x' (F32, 3, bytes 0 to 8) in 8 bytes, where it takes 12 bytes")
        #expect(
            words(good.replacing("[2, 1]", with: "[-2, -1]"))
                == "has a header that is not the JSON that the format asks for: a whole number from 0 expected at byte 41")
        #expect(words(good.replacing("[0, 8]", with: "[8, 0]")) == "has a tensor 'x' without a place: it should lie from [8, 0]")
        #expect(
            words(good.replacing("F32", with: "F8_E4M3").replacing("[2, 1]", with: "[8, 1]"))
                == "holds numbers of the type F8_E4M3, which is not read")
        #expect(words("{}", data: 0) == "holds no tensor")
        #expect(
            problem([1, 2], "x.safetensors") == "is no .safetensors file: it has 2 bytes, of which the header's length takes 8")
        #expect(
            problem([255, 255, 255, 255, 255, 255, 255, 255, 0], "x.safetensors")
                == "is no .safetensors file, or cut short: its header should have 18446744073709551615 bytes, 1 are there")
    }
}
