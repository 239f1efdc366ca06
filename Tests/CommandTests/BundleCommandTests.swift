import Bundles
import Files
import Foundation
import Networks
import Results
import Testing

/// `refigure bundle`, `verify`, `store export` and `store import`, on a report of four small networks and two figures.
@Suite struct BundleCommandTests {
    /// A project whose small report stands, with its bundle of everything, made once for all tests.
    private static let made = Result {
        let project = try CommandProject()
        let report = try project.run("report", "--report", "small", "--quiet")
        try #require(report.status == 0, "\(report.errors)")
        let bundle = try project.run("bundle", "--report", "small", "--networks", "--output", "full.tar.zst")
        try #require(bundle.status == 0, "\(bundle.errors)")
        return project
    }

    /// A project with the small report's definition and nothing else.
    private static func empty() throws -> CommandProject { try CommandProject() }

    private static func full() throws -> String { "\(try made.get().path)/full.tar.zst" }

    /// The bundle with some of its files changed, and with a manifest that says what is there now.
    /// - Parameter isTold: false: the manifest is as it was.
    private static func changed(
        in project: CommandProject, _ change: (inout BundleManifest, inout [String: [UInt8]]) throws -> Void
    ) throws -> String {
        var manifest: BundleManifest?
        var files: [String: [UInt8]] = [:]
        let mismatches = try BundleReader.read(full()) {
            manifest = $0
        } visit: {
            files[$0.listed.path] = try $0.bytes(limit: 1 << 30)
        }
        #expect(mismatches.isEmpty)
        var told = try #require(manifest)
        try change(&told, &files)
        let path = "\(project.path)/changed.tar.zst"
        try BundleContent(told, files.map { .init($0.key, .text($0.value)) }).write(to: path)
        return path
    }

    /// One of the bundle's networks with one weight changed, sealed as if it had been trained so.
    private static func lie(_ manifest: inout BundleManifest, _ files: inout [String: [UInt8]]) throws {
        let piece = manifest.networks[1]
        guard let bytes = files.removeValue(forKey: BundlePath.network(piece)) else { throw CancellationError() }
        var trajectory = try Trajectory(decoding: Data(bytes), path: "network")
        trajectory.snapshots[1].weights.values[2][5] += 0.001
        let lie = [UInt8](trajectory.encoded(key: piece.key.hex))
        manifest.networks[1].sha256 = SHA256.hex(of: lie)
        files[BundlePath.network(manifest.networks[1])] = lie
    }

    @Test(
        "a bundle holds the report with README, citation and digests, the same report gives the same bytes, --networks adds these")
    func bundle() throws {
        let project = try Self.made.get()
        let before = project.files(".refigure")
        for name in ["one.tar.zst", "other.tar.zst"] {
            let run = try project.run("bundle", "--report", "small", "-o", name)
            #expect(run.status == 0 && run.errors == "", "\(run.errors)")
            #expect(run.output.hasPrefix("\(name): 2 figures, 4 networks and 0 products by their digests, "), "\(run.output)")
        }
        #expect(try project.bytes("one.tar.zst") == project.bytes("other.tar.zst"))
        #expect(project.files(".refigure") == before)
        func paths(_ name: String) throws -> [String] {
            var found: BundleManifest?
            #expect(try BundleReader.read("\(project.path)/\(name)", begin: { found = $0 }).isEmpty)
            let manifest = try #require(found)
            #expect(
                manifest.networks.count == 4
                    && manifest.figures.map { "\($0.id)" } == ["information-plane/fig1", "information-plane/fig17"])
            #expect(manifest.data.map(\.name) == ["data SZT"])
            return manifest.files.map(\.path)
        }
        let figures = ["fig1", "fig17"].flatMap { figure in
            ["pdf", "png", "svg"].map { "figures/information-plane-\(figure).\($0)" }
        }
        let small = try paths("one.tar.zst")
        #expect(
            small
                == (["CITATION.cff", "README.md", "definition.yml"] + figures + [
                    "index.html", "provenance.json", "report.md", "report.pdf", "results/information-plane-fig1.csv",
                    "results/information-plane-fig1.json", "results/information-plane-fig17.csv",
                    "results/information-plane-fig17.json", "sources.txt",
                ]))
        let full = try paths("full.tar.zst")
        #expect(full.filter { !small.contains($0) }.count == 4 && full.count { $0.hasPrefix("networks/") } == 4)
    }

    @Test("a report that does not stand as it would be made now, or stands elsewhere, is not bundled, and the reason is named")
    func refused() throws {
        let project = try Self.empty()
        func refused(_ words: String, _ arguments: [String], status: Int32 = 64) throws {
            let run = try project.start(["bundle"] + arguments + ["-o", "b.tar.zst"]).wait()
            #expect(run.status == status && run.errors.contains(words), "\(run.errors)")
            #expect(!project.exists("b.tar.zst"))
        }
        try refused("run `refigure report --report small` first", ["--report", "small"])
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        try project.write(CommandProject.small.replacing("epochs: 100", with: "epochs: 120"), to: "reports/small.yml")
        try refused("2 of 2 figures not up to date: information-plane/fig1, information-plane/fig17;", ["--report", "small"])
        try project.write(CommandProject.small + "\nabout: Other words.\n", to: "reports/small.yml")
        try refused("its page is not up to date", ["--report", "small"])
        try project.write(CommandProject.small, to: "reports/small.yml")
        let disk = try project.run("bundle", "--report", "small", "-o", "/dev/full")
        #expect(disk.status == 73 && disk.errors.contains("/dev/full"), "\(disk.errors)")
        try FileManager.default.removeItem(atPath: "\(project.path)/.refigure/trajectories")
        try refused("4 networks and products that the report was computed from are gone", ["--report", "small"], status: 65)
        try project.write(CommandProject.small, to: "mine.yml")
        #expect(try project.run("report", "--report", "./mine.yml", "--quiet").status == 0)
        try refused("a bundle is of a definition in reports/", ["--report", "./mine.yml"])
    }

    @Test(
        "a true bundle is verified in another project: bits are compared, the sample's bound is said, the store is left as it was")
    func verified() throws {
        let project = try Self.empty()
        let run = try project.run("verify", Self.full(), "--networks", "3", "--figures", "1", "--seed", "5", "--quiet")
        #expect(run.status == 0 && run.errors == "", "\(run.output)\(run.errors)")
        #expect(run.output.contains("all of its 22 files are what its manifest says"))
        // Of 4 networks 2 cannot differ where 3 that were drawn do not: C(2, 3) = 0; 1 can.
        let sentence =
            /3 of 4 networks trained anew, all the same bits; 1 figure computed anew \(information-plane\/fig17?\), identical\. With 95 % confidence fewer than 50 % of its networks could differ\./
        #expect(run.output.contains(sentence), "\(run.output)")
        #expect(run.output.contains("--seed 5 draws the same"))
        #expect(
            try project.run("verify", Self.full(), "--networks", "3", "--figures", "1", "--seed", "5", "-q").output == run.output)
        #expect(project.files(".refigure").filter { $0.contains(".safetensors") || $0.hasPrefix("results/") } == [])
        let idle = try project.run("verify", Self.full(), "--networks", "0", "--figures", "0", "-q")
        #expect(idle.status == 0 && idle.output.contains("nothing was drawn, and nothing made anew."), "\(idle.output)")
        #expect(project.files(".refigure/verify") == [] && !project.exists("reports/small/results"))

        let all = try project.run("verify", Self.full(), "--all", "-q")
        #expect(all.status == 0, "\(all.output)\(all.errors)")
        #expect(
            all.output.contains(
                "all of its 4 networks made anew and 2 figures computed anew and drawn, identical. Left out: provenance.json"))
    }

    @Test("a flipped bit is named by its file's digest, and where it was drawn by its first difference; exit code 1")
    func flipped() throws {
        let project = try Self.empty()
        for (name, isNetwork) in [("network", true), ("result", false)] {
            let path = try Self.changed(in: project) { manifest, files in
                let target = isNetwork ? BundlePath.network(manifest.networks[0]) : BundlePath.result(manifest.figures[0].id)
                // A digit of the numbers, or a bit of the weights; the lists of what the report was made of stay as they were.
                let bytes = try #require(files[target])
                let place = isNetwork ? bytes.count - 100 : try #require(bytes.lastIndex(of: UInt8(ascii: "5")))
                files[target]?[place] = isNetwork ? bytes[place] ^ 1 : UInt8(ascii: "6")
            }
            let run = try project.run("verify", path, "-q")
            #expect(run.status == 1, "\(name): \(run.output)\(run.errors)")
            #expect(run.output.contains("is listed with another SHA-256 among what the report was made of"), "\(run.output)")
            let found =
                isNetwork
                ? run.output.contains(/differs: 12-10-7-.* \(networks\/.*, value \d+: .* here, .* in the bundle/)
                : run.output.contains(/differs: information-plane\/fig1 \(results\/.*: result\..* here, .* in the bundle/)
            #expect(found, "\(run.output)")
        }
    }

    @Test(
        "no lie survives --all: a weight, a number, a picture, a word that are changed in a bundle whose every digest was made anew"
    )
    func lies() throws {
        let project = try Self.empty()
        let lies: [(name: String, found: String, change: (inout BundleManifest, inout [String: [UInt8]]) throws -> Void)] = [
            ("a weight", "layers.1.weights, value ", { try Self.lie(&$0, &$1) }),
            (
                "a network's digest alone", "SHA-256 ",
                { manifest, files in
                    for piece in manifest.networks { files[BundlePath.network(piece)] = nil }
                    manifest.networks[2].sha256 = SHA256.hex(of: "lie")
                }
            ),
            (
                "a network that is not listed", "is not in the bundle's list",
                { manifest, files in
                    files[BundlePath.network(manifest.networks.removeFirst())] = nil
                }
            ),
            (
                "a result", "result.",
                { manifest, files in
                    let path = BundlePath.result(manifest.figures[1].id)
                    guard case .valid(let file) = ResultFile.read(try #require(files[path])) else { throw CancellationError() }
                    var result = file.result
                    result.values[0].value += 0.01
                    let lie = "\(project.path)/lie.json"
                    try ResultFile(inputs: file.inputs, result: result).write(to: lie)
                    files[path] = try PlainFile.bytes(lie)
                    manifest.figures[1].sha256 = SHA256.hex(of: files[path]!)
                }
            ),
            (
                "a picture", "figures/information-plane-fig1.png: byte ",
                { _, files in files["figures/information-plane-fig1.png"]?[500] ^= 1 }
            ),
            ("a page", "index.html: byte ", { _, files in files["index.html"]?[5000] ^= 1 }),
            ("a title", "'title'", { manifest, _ in manifest.title = "Large" }),
            ("words", "README.md: ", { _, files in files["README.md"]? += Array("It won a prize.\n".utf8) }),
            ("a file that nobody makes", "none is made here", { _, files in files["figures/more.png"] = [1] }),
        ]
        for lie in lies {
            let run = try project.run("verify", Self.changed(in: project, lie.change), "--all", "-q")
            #expect(run.status == 1, "\(lie.name): \(run.output)\(run.errors)")
            #expect(run.output.contains("differs: ") && run.output.contains(lie.found), "\(lie.name): \(run.output)")
        }
    }

    @Test("what the user's own store holds is not asked: a lie that was imported there is found by whoever imported it")
    func idle() throws {
        let project = try Self.empty()
        let path = try Self.changed(in: project, Self.lie)
        #expect(try project.run("store", "import", path).status == 0)
        let run = try project.run("verify", path, "--networks", "4", "--figures", "0", "-q")
        #expect(run.status == 1 && run.output.contains("layers.1.weights, value "), "\(run.output)\(run.errors)")
    }

    @Test("a bundle of other sources or data says so: what depends on neither is tried, and what cannot be is told")
    func others() throws {
        let project = try Self.empty()
        let sources = try Self.changed(in: project) { manifest, files in
            var text = String(decoding: files[BundlePath.sources]!, as: UTF8.self)
            text = text.replacing(/(?m)^[0-9a-f]{64}(  Sources\/Charts\/Axis.swift)$/) { "\(SHA256.hex(of: "other"))\($0.1)" }
            files[BundlePath.sources] = Array(text.utf8)
            manifest.sources = SHA256.hex(of: text)
            // As if one of its networks were of other code.
            files[BundlePath.network(manifest.networks[3])] = nil
            manifest.networks[3].key = CacheKey([KeyInput("other", "code")])
        }
        let run = try project.run("verify", sources, "--figures", "0", "-q")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(
            run.output.contains("it is of other sources (SHA-256 ")
                && run.output.contains("than this program: Sources/Charts/Axis.swift"))
        #expect(
            run.output.contains("3 of 4 networks trained anew")
                && run.output.contains("None of its 3 networks that could be drawn differs"))
        #expect(run.output.contains("1 could not be drawn: of other code than this program's"))
        let all = try project.run("verify", sources, "--all", "-q")
        #expect(all.status == 65 && all.errors.contains("is of other sources than this program"), "\(all.errors)")

        let foreign = try Self.changed(in: project) { manifest, files in
            for index in manifest.networks.indices {
                files[BundlePath.network(manifest.networks[index])] = nil
                manifest.networks[index].key = CacheKey([KeyInput("other", "\(index)")])
            }
            for index in manifest.figures.indices { manifest.figures[index].key = CacheKey([KeyInput("other", "\(index)")]) }
        }
        let nothing = try project.run("verify", foreign, "-q")
        #expect(nothing.status == 65 && nothing.errors.contains("nothing of it can be tried by this program"), "\(nothing.errors)")

        let data = try Self.changed(in: project) { manifest, _ in
            manifest.data[0].value = "SZT \(SHA256.hex(of: "other"))"
        }
        let other = try project.run("verify", data, "-q")
        #expect(
            other.status == 65 && other.errors.contains("SZT: is SHA-256 ") && other.errors.contains(" in the bundle; "),
            "\(other.errors)")
    }

    @Test("what is no bundle, or is cut short, is refused with 65, and leaves nothing behind")
    func damaged() throws {
        let project = try Self.empty()
        let whole = try Data(contentsOf: URL(filePath: Self.full()))
        for (name, bytes) in [("empty", Data()), ("text", Data("text".utf8)), ("half", whole.prefix(whole.count / 2))] {
            try bytes.write(to: URL(filePath: "\(project.path)/\(name)"))
            for command in [["verify", name], ["store", "import", name]] {
                let run = try project.start(command).wait()
                #expect(run.status == 65, "\(command): \(run.output)\(run.errors)")
                #expect(
                    run.errors.split(separator: "\n").count == 1 && run.errors.hasPrefix("refigure: \(name): "), "\(run.errors)")
            }
        }
        #expect(try project.run("verify", "none").status == 65)
        #expect(try project.run("verify", "half", "--networks=-1").status == 64)
        #expect(try project.run("verify", "half", "--without-pictures").status == 64)
    }

    @Test("networks of another's store serve as if trained here, and what is there is never replaced")
    func shared() throws {
        let project = try Self.empty()
        let other = try Self.made.get()
        #expect(try other.run("store", "export", "--report", "small", "-o", "networks.tar.zst").status == 0)
        let file = "\(other.path)/networks.tar.zst"
        let run = try project.run("store", "import", file)
        #expect(
            run.status == 0 && run.output == "4 networks taken into .refigure, 0 were there\n" && run.errors == "",
            "\(run.output)\(run.errors)")
        for name in project.files(".refigure/trajectories") {
            #expect(try project.bytes(".refigure/trajectories/\(name)") == other.bytes(".refigure/trajectories/\(name)"))
        }
        #expect(try project.run("plan", "--report", "small").output.contains("2 of 2 figures to compute, no networks to train"))
        #expect(try project.run("report", "--report", "small", "-q").status == 0)
        #expect(
            try project.bytes("reports/small/results/information-plane-fig1.json")
                == other.bytes("reports/small/results/information-plane-fig1.json"))
        #expect(try project.run("store", "import", file).output == "nothing taken into .refigure, 4 were there\n")

        // Another's content under a key that is here: ours stays, and the difference is told.
        let before = project.files(".refigure/trajectories")
        let lie = try project.run("store", "import", Self.changed(in: project, Self.lie))
        #expect(
            lie.status == 1 && lie.output.contains("differs: networks/") && lie.output.contains("has other content under its key"),
            "\(lie.output)")
        #expect(project.files(".refigure/trajectories") == before)
        #expect(try project.run("verify", file).status == 65)
    }

    @Test("damaged networks are named and left out, the others taken; a bundle without networks is refused")
    func damagedImport() throws {
        let project = try Self.empty()
        let path = try Self.changed(in: project) { manifest, files in
            // One whose seal does not hold, one of another job, one in another's place.
            let networks = manifest.networks
            files[BundlePath.network(networks[0])]![2000] ^= 1
            let moved = files.removeValue(forKey: BundlePath.network(networks[1]))!
            files[BundlePath.network(networks[1])] = files[BundlePath.network(networks[2])]!
            #expect(!moved.isEmpty)
            for index in 0..<2 {
                let bytes = files.removeValue(forKey: BundlePath.network(networks[index]))!
                manifest.networks[index].sha256 = SHA256.hex(of: bytes)
                files[BundlePath.network(manifest.networks[index])] = bytes
            }
        }
        let run = try project.run("store", "import", path)
        #expect(
            run.status == 65 && run.output.hasPrefix("2 networks taken into .refigure, 0 were there\n"),
            "\(run.output)\(run.errors)")
        #expect(run.output.split(separator: "\n").count { $0.hasPrefix("left out: networks/") } == 2)
        #expect(project.files(".refigure/trajectories").count == 2)
        let other = try Self.made.get()
        #expect(try other.run("bundle", "--report", "small", "-o", "plain.tar.zst").status == 0)
        let plain = try project.run("store", "import", "\(other.path)/plain.tar.zst")
        #expect(plain.status == 65 && plain.errors.contains("refigure bundle --networks"), "\(plain.errors)")
    }
}
