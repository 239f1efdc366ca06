import Activations
import Files
import Foundation
import Testing

@Suite("Every format gives the same table")
struct FormatTests {
    private func kind(_ name: String) -> Character { name.hasPrefix("bf") ? "f" : name.drop { "<>|".contains($0) }.first! }

    @Test(".npy files of every type, order and byte order", arguments: NumpyFiles.names.filter { "<>|".contains($0.first!) })
    func npy(name: String) throws {
        let scratch = try Scratch()
        let table = try ActivationTable.open(scratch.write(NumpyFiles.bytes(name), to: "x.npy"))
        let expected = NumpyFiles.table(kind(name))
        for portion in 1...5 { #expect(try table.rows(portion: portion) == expected) }
        #expect(try table.rows() == expected)
        #expect(try table.columns([1, 2, 1]).values == [1, 2, 1].flatMap { unit in expected.map { $0[unit] } })
        #expect(table.elementType.size == Int(String(name.dropFirst(2).prefix { $0 != " " })))
    }

    @Test("headers of versions 2.0 and 3.0", arguments: ["2.0 f8 C.npy", "3.0 f4 F.npy"])
    func versions(name: String) throws {
        let scratch = try Scratch()
        let table = try ActivationTable.open(scratch.write(NumpyFiles.bytes(name), to: "x.NPY"))
        #expect(try table.rows() == NumpyFiles.table("f"))
    }

    @Test(".npz files, stored and packed", arguments: ["stored.npz", "packed.npz"])
    func npz(name: String) throws {
        let scratch = try Scratch()
        let file = try scratch.write(NumpyFiles.bytes(name), to: "x.npz")
        let floats = try ActivationTable.open("\(file):a")
        #expect(try floats.rows(portion: 3) == NumpyFiles.table("f"))
        #expect(floats.origin == "\(file):a" && floats.elementType == .float32)
        #expect(try ActivationTable.open("\(file):b.npy").rows() == NumpyFiles.table("i"))
        #expect(
            fault(.usage, at: file) { _ = try ActivationTable.open(file) } == "holds 2 arrays: a, b")
        #expect(fault(.usage, at: file) { _ = try ActivationTable.open("\(file):c") } == "holds no array 'c'")
    }

    @Test("the only array of an .npz file needs no name")
    func onlyArray() throws {
        let scratch = try Scratch()
        let file = try scratch.write(NumpyFiles.bytes("one.npz"), to: "x.npz")
        #expect(try ActivationTable.open(file).rows() == NumpyFiles.table("f"))
        #expect(try ActivationTable.open("\(file):arr_0").rows() == NumpyFiles.table("f"))
    }

    @Test("more packed arrays than are kept unpacked are read again")
    func manySpools() throws {
        let scratch = try Scratch()
        let tables = try (0..<7).map {
            try ActivationTable.open(scratch.write(NumpyFiles.bytes("one.npz"), to: "x\($0).npz"))
        }
        for _ in 0..<2 { for table in tables { #expect(try table.rows() == NumpyFiles.table("f")) } }
    }

    @Test("unpacked numbers lie in a file without a name, which nothing has to remove")
    func namelessSpools() throws {
        let scratch = try Scratch()
        let table = try ActivationTable.open(scratch.write(NumpyFiles.bytes("one.npz"), to: "x.npz"))
        let own = "refigure-\(ProcessInfo.processInfo.processIdentifier)-"
        let left = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        // Another test may have made one just now, and not yet taken its name away.
        #expect(left.count { $0.hasPrefix(own) } < 3)
        #expect(try table.rows() == NumpyFiles.table("f"))
    }

    @Test(
        ".safetensors files of every type",
        arguments: ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1", "bf16"])
    func safetensors(type: String) throws {
        let scratch = try Scratch()
        let file = try scratch.write(NumpyFiles.bytes("many.safetensors"), to: "x.safetensors")
        let expected = NumpyFiles.table(kind(type))
        let table = try ActivationTable.open("\(file):layer1.\(type)")
        for portion in 1...5 { #expect(try table.rows(portion: portion) == expected) }
        #expect(try table.columns([2]).values == expected.map { $0[2] })
    }

    @Test("the only tensor of a file needs no name; of several, the fault lists them with type and shape")
    func onlyTensor() throws {
        let scratch = try Scratch()
        let one = try scratch.write(NumpyFiles.bytes("one.safetensors"), to: "one.safetensors")
        #expect(try ActivationTable.open(one).rows() == NumpyFiles.table("f"))
        let many = try scratch.write(NumpyFiles.bytes("many.safetensors"), to: "many.safetensors")
        let words = fault(.usage, at: many) { _ = try ActivationTable.open(many) }
        #expect(words?.hasPrefix("holds 13 tensors: layer1.") == true && words?.contains("layer1.f4 (F32, 4 x 3)") == true)
    }

    @Test("what numpy.savetxt writes", arguments: ["savetxt.txt", "header.csv"])
    func csv(name: String) throws {
        let scratch = try Scratch()
        let table = try ActivationTable.open(scratch.write(NumpyFiles.bytes(name), to: name))
        #expect(try table.rows(portion: 2) == NumpyFiles.table("f"))
        #expect(table.unitNames == (name == "header.csv" ? ["a", "b", "c"] : nil))
    }

    @Test("a colon in a folder's name parts nothing")
    func colons() throws {
        let scratch = try Scratch()
        let npy = try scratch.write(NumpyFiles.bytes("<f4 C.npy"), to: "a:b/x:y.npy")
        #expect(try ActivationTable.open(npy).rows() == NumpyFiles.table("f"))
        let npz = try scratch.write(NumpyFiles.bytes("stored.npz"), to: "a:b/x.npz")
        #expect(try ActivationTable.open("\(npz):a").rows() == NumpyFiles.table("f"))
    }

    @Test("a missing file, one of another kind, and a name where there is nothing to choose are told")
    func wrongReferences() throws {
        let scratch = try Scratch()
        let missing = "\(scratch.path)/none.npz"
        #expect(
            fault(.data, at: missing) { _ = try ActivationTable.open("\(missing):a") }
                == "cannot be read: no such file or directory")
        let other = try scratch.write([1], to: "x.pt")
        #expect(fault(.usage, at: other) { _ = try ActivationTable.open(other) } == "is of a kind that is not read")
        #expect(
            fault(.usage, at: scratch.path) { _ = try ActivationTable.open(scratch.path) }
                == "is a folder, where a file was expected")
        let npy = try scratch.write(NumpyFiles.bytes("<f4 C.npy"), to: "x.npy")
        #expect(
            fault(.usage, at: npy) { _ = try ActivationTable.open("\(npy):a") }
                == "there is nothing to choose with ':a': a .npy file holds one array")
        #expect(
            fault(.usage, at: scratch.path + "/f.npy") {
                try AtomicFile.makeFolder("\(scratch.path)/f.npy")
                _ = try ActivationTable.open("\(scratch.path)/f.npy")
            } == "is not a plain file")
    }
}
