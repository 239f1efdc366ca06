import DataFiles
import Datasets
import Files
import Foundation
import Testing

@Suite("Data library")
struct DataLibraryTests {
    private let mnist = DataSelection(.mnist)

    @Test("SZT needs no file, not even a manifest")
    func szt() throws {
        let library = DataLibrary(folder: "/nowhere", environment: nil)
        let loaded = try library.load(DataSelection(.szt))
        #expect(loaded.record == (name: "SZT", standInFor: nil, digest: SZT.digest, samples: 4096))
        #expect(loaded.split.training.count == 3276)
        #expect(loaded.notice == nil)
    }

    @Test("a folder named by REFIGURE_DATA is read in place, and data/ comes before it")
    func order() throws {
        let project = try Project()
        try project.put("mnist/", into: "mirror")
        let environment = "\(project.scratch.path)/mirror"
        let loaded = try project.library(environment).load(mnist)
        #expect(loaded.identity.name == "MNIST" && loaded.identity.standInFor == nil && loaded.notice == nil)
        #expect(loaded.split.training.count == 16 && loaded.split.validation?.count == 4 && loaded.split.test?.count == 5)
        #expect(loaded.samples == 25)
        #expect(project.scratch.files(in: "data/mnist").isEmpty)

        func source(_ library: DataLibrary) throws -> String? {
            if case .present(_, let source, _) = try library.survey()[0].state { source } else { nil }
        }
        #expect(try source(project.library(environment)) == "REFIGURE_DATA (\(environment)/mnist)")
        try project.put("mnist/", into: "data")
        #expect(try source(project.library(environment)) == "data/mnist")
    }

    @Test("the identity of a verified file is known without reading it; a changed time has it verified again")
    func memory() throws {
        let project = try Project()
        try project.put("mnist/", into: "data")
        let path = "\(project.folder)/\(firstFile)"
        let identity = try project.library().identity(of: mnist)

        // Damage that leaves size, time and place as they were.
        let before = try #require(FileStamp(path: path))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seek(toOffset: 100)
        try handle.write(contentsOf: [1, 2, 3, 4])
        try handle.close()
        setTime(path, before.modified)
        #expect(FileStamp(path: path) == before)
        #expect(try project.library().identity(of: mnist) == identity)
        // Loading reads, and so notices.
        let loading = #expect(throws: Fault.self) { try project.library().load(mnist) }
        #expect(loading?.place == path && loading?.status == .data)

        setTime(path, before.modified + 1_000_000_000)
        let fault = #expect(throws: Fault.self) { try project.library().identity(of: mnist) }
        #expect(fault?.place == path && fault?.status == .data)
    }

    private func setTime(_ path: String, _ nanoseconds: Int) {
        let time = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        utimensat(AT_FDCWD, path, [time, time], 0)
    }

    @Test("a damaged file in data/ is passed over where another place has the right one")
    func damagePassedOver() throws {
        let project = try Project()
        try project.put("mnist/", into: "mirror")
        try project.put("mnist/", into: "data")
        try project.scratch.write([1, 2, 3], to: "data/\(firstFile)")
        #expect(try project.library("\(project.scratch.path)/mirror").load(mnist).identity.name == "MNIST")
    }

    @Test("a wrong file is named with the digest expected, and is not replaced by a stand-in")
    func wrongFile() throws {
        let project = try Project()
        try project.put("mnist/", into: "data")
        let other = Made.gzip(Made.idx([20, 28, 28], [UInt8](repeating: 7, count: 20 * 784)))
        try project.scratch.write(other, to: "data/\(firstFile)")
        let fault = #expect(throws: Fault.self) { try project.library().load(mnist) }
        #expect(fault?.problem.hasPrefix("is not the file expected: the SHA-256 of its content is ") == true)
        #expect(fault?.place == "\(project.folder)/\(firstFile)")
        #expect(fault?.remedy == "delete it and run 'make data'")
        let states = try project.library().survey().map(\.state)
        guard case .damaged(fault) = states[0] else {
            Issue.record("\(states[0]) is not the damage")
            return
        }
    }

    @Test("a data set that is nowhere is replaced by its stand-in, which says what was tried")
    func standIn() throws {
        let project = try Project()
        let library = project.library(network: .never)
        let identity = try library.identity(of: mnist)
        #expect(identity == DataIdentity(name: "Glyphs", standInFor: "MNIST", digest: Glyphs.digest))
        let notice = try #require(try library.notice(for: mnist))
        #expect(notice.hasPrefix("MNIST cannot be had: Glyphs, drawn here, stands in for it. Tried data/mnist: not there"))
        let loaded = try library.load(DataSelection(.mnist, classes: [1, 3, 8], samplesPerClass: 1000, trainingShare: 0.5))
        #expect(loaded.identity == identity)
        #expect(loaded.split.training.classCounts == [500, 500, 500])
        #expect(loaded.split.validation?.classCounts == [500, 500, 500])
        #expect(try library.identity(of: DataSelection(.cifar10)).name == "Textures")
        #expect(try library.survey().allSatisfy { $0.state == .missing })
    }

    @Test("selections that differ in shuffled labels only share their features in memory")
    func sharedFeatures() throws {
        let project = try Project()
        try project.put("mnist/", into: "data")
        let library = project.library()
        let plain = try library.load(mnist).split.training
        let shuffled = try library.load(DataSelection(.mnist, shuffledLabelShare: 1)).split.training
        #expect(plain.labels != shuffled.labels && plain.classCounts == shuffled.classCounts)
        let places = [plain, shuffled].map { $0.features.withUnsafeBufferPointer { $0.baseAddress } }
        #expect(places[0] == places[1])
    }

    @Test("one library may be asked from several threads at once")
    func threads() async throws {
        let project = try Project()
        try project.put("", into: "data")
        let library = project.library()
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<12 {
                group.addTask { try library.load(DataSelection(number % 2 == 0 ? .mnist : .cifar10)).samples }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.sorted() == [Int](repeating: 23, count: 6) + [Int](repeating: 25, count: 6))
    }

    @Test(
        "a REFIGURE_DATA that is neither folder nor address is refused",
        arguments: [
            ("/no/such/folder", "there is no folder /no/such/folder"),
            ("ftp://example.org/", "the address ftp://example.org/ is of a kind that cannot be read"),
        ])
    func badEnvironment(value: String, words: String) throws {
        let fault = #expect(throws: Fault.self) { try Project().library(value).identity(of: mnist) }
        #expect(fault?.problem == words && fault?.place == "REFIGURE_DATA" && fault?.status == .data)
    }

    @Test("a manifest that is missing, or is none, is named")
    func badManifest() throws {
        let project = try Project()
        for text in ["datasets: 3", "datasets:\n  - name: [", "a: b"] {
            try project.scratch.write(Array(text.utf8), to: "data/datasets.yml")
            let fault = #expect(throws: Fault.self) { try project.library().identity(of: mnist) }
            #expect(fault?.place == "\(project.folder)/datasets.yml" && fault?.status == .data)
        }
        let missing = #expect(throws: Fault.self) { try DataLibrary(folder: "/nowhere", environment: nil).identity(of: mnist) }
        #expect(missing?.problem == "cannot be read: no such file or directory")
    }

    @Test(
        "a manifest that is a pipe, describes what cannot be read, or would have files lie elsewhere is refused",
        .timeLimit(.minutes(10)))
    func hostileManifest() throws {
        let project = try Project(addresses: ["http://127.0.0.1/mnist/"])
        let path = "\(project.folder)/datasets.yml"
        let good = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            try DataLibrary(folder: project.folder, environment: nil, network: .never).notice(for: DataSelection(.mnist)) != nil)
        let size = try #require(project.files[firstFile]).count
        let digest = try #require(good.split(separator: "sha256: ").dropFirst().first?.prefix(64))
        for (old, new) in [
            ("folder: mnist", "folder: ../mnist"), ("folder: mnist", "folder: ."), ("folder: mnist", "folder: \"\""),
            ("folder: mnist", "folder: cifar-10"), ("folder: mnist", "folder: a/b"),
            ("train-images-idx3-ubyte.gz", "../../x"), ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"),
            ("download: \(size)", "download: -1"), ("download: \(size)", "download: \(Int.max)"),
            ("unpacked: 15696", "unpacked: \(Int.max)"), ("unpacked: 15696", "unpacked: 0"),
            ("records: 20", "records: \(Int.max)"), ("records: 20", "records: -1"),
            (String(digest), "xyz"), (String(digest), String(repeating: "A", count: 64)),
            ("        sha256: \(digest)", "        training: { records: 3, sha256: \(digest) }"),
            ("http://127.0.0.1/mnist/", "gopher://127.0.0.1/mnist/"), ("http://127.0.0.1/mnist/", "--output"),
            ("name: CIFAR-10", "name: MNIST"), ("name: MNIST", "name: [[[["),
            ("title: MNIST", "title: " + String(repeating: "[", count: 100_000)), ("title: MNIST", "title: &a [*a, *a]"),
            ("title: MNIST", "title: |\n" + String(repeating: " x\n", count: 1 << 20)),
        ] {
            let changed = good.replacingOccurrences(of: old, with: new)
            #expect(changed != good, "\(old)")
            try AtomicFile.write(text: changed, to: path)
            let fault = #expect(throws: Fault.self, "\(old) -> \(new.prefix(40))") { try project.library().survey() }
            #expect(fault?.place == path && fault?.status == .data)
            #expect((fault?.description.count ?? 0) < 1000)
        }
        unlink(path)
        #expect(mkfifo(path, 0o644) == 0)
        #expect(throws: Fault.self) { try project.library().survey() }
    }

    @Test("damaged notes of earlier runs are named once and passed over", .timeLimit(.minutes(10)))
    func damagedMemory() throws {
        let project = try Project()
        try project.put("mnist/", into: "data")
        let path = "\(project.folder)/.refigure/memory.json"
        func survey() throws -> [String] {
            let notes = Notes()
            let library = DataLibrary(
                folder: project.folder, environment: nil, network: .never, notify: { notes.add($0) })
            for _ in 0..<2 {
                guard case .present = try library.survey(of: [.mnist])[0].state else {
                    Issue.record("the file is not found")
                    continue
                }
            }
            return notes.all
        }
        #expect(try survey().isEmpty)
        let good = try String(contentsOfFile: path, encoding: .utf8)
        let when = try #require(good.split(separator: "\"when\" : ").dropFirst().first?.prefix { $0.isNumber })
        for text in [
            "", "[]", String(good.dropLast(20)), good.replacingOccurrences(of: when, with: "\(Int.max)"),
            good.replacingOccurrences(of: when, with: "-5"), String(repeating: "[", count: 200_000),
        ] {
            try AtomicFile.write(text: text, to: path)
            let notes = try survey()
            #expect(notes.count == 1 && notes[0].hasPrefix(path), "\(notes)")
            #expect(try survey().isEmpty)
        }
        // An address that failed at a time that cannot be did not fail within the hour.
        let failed = good.replacingOccurrences(
            of: "\"failed\" : {", with: "\"failed\" : {\n \"http://x/\" : \(Int.min), \"http://y/\" : \(Int.max)")
        try AtomicFile.write(text: failed, to: path)
        #expect(try survey().isEmpty)
        unlink(path)
        #expect(mkfifo(path, 0o644) == 0)
        #expect(try survey().count == 1)
    }

    @Test(
        "a pipe, a folder or a circle of links in a data file's place is named, and nothing waits for it", .timeLimit(.minutes(10)))
    func strangeFile() throws {
        for (number, problem) in ["is not a plain file", "is not a plain file", "cannot be read: "].enumerated() {
            let project = try Project()
            try project.put("mnist/", into: "data")
            let path = "\(project.folder)/\(firstFile)"
            unlink(path)
            switch number {
            case 0: #expect(mkfifo(path, 0o644) == 0)
            case 1: try AtomicFile.makeFolder(path)
            default: #expect(symlink(path, path) == 0)
            }
            let fault = #expect(throws: Fault.self) { try project.library(network: .never).identity(of: mnist) }
            #expect(fault?.place == path && fault?.status == .data && fault?.problem.hasPrefix(problem) == true, "\(fault as Any)")
        }
    }

    /// What was said.
    private final class Notes: @unchecked Sendable {
        // Safe: the list is touched while the lock is held.
        private let lock = NSLock()
        private var list: [String] = []

        func add(_ note: String) { lock.withLock { list.append(note) } }
        var all: [String] { lock.withLock { list } }
    }

    @Test("the project's manifest describes every data set that has files, each file with its digest")
    func manifest() throws {
        let manifest = try Manifest(fileAt: "\(dataFolder)/datasets.yml")
        #expect(manifest.datasets.map(\.name) == [.mnist, .fashionMNIST, .cifar10, .cifar100])
        for entry in manifest.datasets {
            #expect(!entry.licence.isEmpty && !entry.citation.isEmpty && entry.addresses.allSatisfy { $0.hasSuffix("/") })
            #expect(entry.files.allSatisfy { $0.identity.count == ($0.sha256 == nil ? 128 : 64) && $0.download > 4000 })
        }
        #expect(manifest[.szt] == nil)
    }
}
