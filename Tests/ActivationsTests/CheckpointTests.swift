import Activations
import Files
import Testing

@Suite("Sequences of checkpoints")
struct CheckpointTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func write(_ name: String, samples: Int = 2, _ value: Float = 0) throws {
        _ = try scratch.write(Npy.bytes("<f4", shape: [samples, 1], numbers: [Float](repeating: value, count: samples)), to: name)
    }

    private func epochs(_ text: String) throws -> [Int] {
        try CheckpointSequence.open("\(scratch.path)/\(text)").checkpoints.map(\.epoch)
    }

    @Test("files are taken in the order of their numbers, by a star or by their folder")
    func order() throws {
        for epoch in [10, 9, 100, 0] { try write("acts-\(epoch).npy", Float(epoch)) }
        try write("labels.npy")
        for text in ["acts-*.npy", "", "."] {
            let sequence = try CheckpointSequence.open(text == "" ? scratch.path : "\(scratch.path)/\(text)")
            #expect(sequence.checkpoints.map(\.epoch) == [0, 9, 10, 100])
            for (epoch, table) in sequence.checkpoints { #expect(try table.rows() == [[Double(epoch)], [Double(epoch)]]) }
        }
        #expect(try CheckpointSequence.open(scratch.path).origin == "\(scratch.path)/acts-*.npy")
        #expect(CheckpointSequence.isSequence(scratch.path) && CheckpointSequence.isSequence("a/b-*.npy"))
        #expect(!CheckpointSequence.isSequence("\(scratch.path)/labels.npy") && !CheckpointSequence.isSequence("a*/b.npy"))
    }

    @Test("numbers may have zeros before them, and files an array's name behind them")
    func names() throws {
        for epoch in ["001", "002", "010"] { _ = try scratch.write(NumpyFiles.bytes("stored.npz"), to: "run/\(epoch).npz") }
        #expect(try epochs("run/*.npz:b") == [1, 2, 10])
        let sequence = try CheckpointSequence.open("\(scratch.path)/run/*.npz:b")
        #expect(sequence.origin == "\(scratch.path)/run/*.npz:b")
        #expect(try sequence.checkpoints[2].table.rows() == NumpyFiles.table("i"))
    }

    @Test("hidden files in a folder are passed over, unless they are asked for by name")
    func hidden() throws {
        for epoch in [1, 2] {
            try write("acts-\(epoch).npy")
            _ = try scratch.write([0, 5, 22, 7], to: "._acts-\(epoch).npy")
            try write(".draft-\(epoch).npy")
        }
        for name in [".DS_Store", ".acts-3.npy.swp", "acts-3.npy~", "#acts-3.npy#", "acts-3.npy.17-4.partial"] {
            _ = try scratch.write([1], to: name)
        }
        for text in ["", "acts-*.npy"] { #expect(try epochs(text) == [1, 2]) }
        #expect(try epochs(".draft-*.npy") == [1, 2])
        for epoch in [1, 2] { try write("plain/\(epoch).npy") }
        _ = try scratch.write([0, 5, 22, 7], to: "plain/._1.npy")
        #expect(try epochs("plain/*.npy") == [1, 2] && epochs("plain") == [1, 2])
    }

    @Test("no match, an epoch that is no number or comes twice, several sequences and other shapes are told")
    func wrong() throws {
        #expect(fault(.usage) { _ = try epochs("acts-*.npy") } == "there is no such file")
        #expect(
            fault(.usage, at: scratch.path) { _ = try CheckpointSequence.open(scratch.path) }
                == "has no checkpoints: files named as acts-12.npy, by their epoch")
        #expect(fault(.usage) { _ = try epochs("*/*.npy") } != nil)
        #expect(fault(.usage) { _ = try epochs("none/acts-*.npy") } == "cannot be listed")
        try write("acts-1.npy")
        try write("acts-best.npy")
        #expect(
            fault(.usage, at: "\(scratch.path)/acts-best.npy") { _ = try epochs("acts-*.npy") }
                == "has 'best' where \(scratch.path)/acts-*.npy has the star, which stands for the epoch's number")
        try write("b/acts-1.npy")
        try write("b/acts-01.npy")
        #expect(
            fault(.usage, at: "\(scratch.path)/b/acts-1.npy") { _ = try epochs("b/acts-*.npy") }
                == "is of epoch 1, as is \(scratch.path)/b/acts-01.npy")
        try write("c/acts-1.npy")
        try write("c/acts-2.npy", samples: 3)
        #expect(
            fault(.data, at: "\(scratch.path)/c/acts-2.npy") { _ = try epochs("c/acts-*.npy") }
                == "is 3 x 1, where \(scratch.path)/c/acts-1.npy is 2 x 1")
        try write("d/a-1.npy")
        try write("d/b-1.npy")
        let folder = "\(scratch.path)/d"
        #expect(
            fault(.usage, at: folder) { _ = try CheckpointSequence.open(folder) }
                == "has several sequences of checkpoints: \(folder)/a-*.npy, \(folder)/b-*.npy")
    }
}
