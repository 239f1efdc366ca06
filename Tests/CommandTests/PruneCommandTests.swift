import Files
import Foundation
import Networks
import TestSupport
import Testing

/// The built command on a small network of a user's and a few images.
@Suite struct PruneCommandTests {
    private let project: CommandProject

    /// LeNet-5 at an eighth of its width, for grey images of 14 x 14 and three classes.
    private static let architecture = Architecture.leNet5(
        input: Shape(channels: 1, rows: 14, columns: 14), classes: 3, width: 0.125)
    private static let small =
        "--architecture lenet5 --width 0.125 --data x.npy --labels y.npy --test t.npy --test-labels u.npy"
    private static let quick = "--mipp-fit-images 60 --mipp-held-out-images 20 --mipp-steps 20 --mipp-refits 2"

    init() throws {
        project = try CommandProject()
        let weights = Initialisation.heNormal.weights(of: Self.architecture, seed: 1)
        try project.write(PublishedWeights.exported(weights, of: Self.architecture).encoded(), to: "w.safetensors")
        try write(images: 80, "x.npy", "y.npy")
        try write(images: 30, "t.npy", "u.npy")
    }

    /// Images that are brighter in the third of their class.
    private func write(images count: Int, _ images: String, _ labels: String) throws {
        var pixels: [Float] = []
        for image in 0..<count {
            for place in 0..<196 {
                let isBright = place * 3 / 196 == image % 3
                pixels.append(Float((image * 31 + place * 7) % 11) / 22 + (isBright ? 0.5 : 0))
            }
        }
        try project.write(MeasureCommandTests.npy("<f4", shape: "(\(count), 1, 14, 14)", pixels), to: images)
        try project.write(MeasureCommandTests.npy("<i8", shape: "(\(count),)", (0..<count).map { Int64($0 % 3) }), to: labels)
    }

    private func prune(_ words: String, weights: String = "w.safetensors", out: String = "out") throws -> CommandRun {
        try project.start(["prune", weights, "--out", out] + words.split(separator: " ").map(String.init)).wait()
    }

    @Test("all methods: a table, masks, smaller weights and pictures, in a folder that appears whole")
    func all() throws {
        let run = try prune("\(Self.small) \(Self.quick)")
        #expect(run.status == 0, "\(run.errors)")
        for name in ["MIPP", "ThiNet", "SOSP-H", "GraSP", "SynFlow", "Random nodes", "L1 magnitude", "unpruned"] {
            #expect(run.output.contains("\n\(name) "), "\(run.output)")
        }
        let files = project.files("out")
        for name in ["table.csv", "table.json", "layers.png", "layers.pdf", "layers.svg", "mipp-mask.json", "sosp-h-mask.json"] {
            #expect(files.contains(name), "\(files)")
        }
        #expect(!project.exists("out.partial"))
        let table = String(decoding: try project.bytes("out/table.csv"), as: UTF8.self).split(separator: "\n")
        #expect(table.count == 8 && table[1].hasPrefix("mipp,"))
        for line in table.dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            #expect(files.contains("\(cells[0]).safetensors") == (cells[9] == "no"), "\(line)")
        }
        let json = try JSONSerialization.jsonObject(with: try project.bytes("out/table.json")) as? [String: Any]
        #expect((json?["command"] as? String)?.hasPrefix("refigure prune w.safetensors --out out --architecture lenet5") == true)
        #expect((json?["inputs"] as? [[String: Any]])?.count == 5)
    }

    @Test("the same command gives the same masks and weights, with any number of threads")
    func again() throws {
        let words = "\(Self.small) \(Self.quick) --method mipp,thinet"
        #expect(try prune("\(words) --jobs 1", out: "one").status == 0)
        #expect(try prune("\(words) --jobs 3 --quiet", out: "other").status == 0)
        try expectSame("one", "other")
    }

    @Test(
        "wrong use is answered in one line, with exit code 64, and leaves nothing",
        arguments: [
            ("--architecture lenet6 --data x.npy --labels y.npy", "did you mean lenet5"),
            ("\(small) --method mip", "did you mean mipp"), ("\(small) --method random", "--remove 50"),
            ("\(small) --remove 50", "leave out --remove"), ("\(small) --method random --remove", "--remove"),
            ("\(small) --method random --remove 0", "above 0"), ("\(small) --confidence 2", "0.5 to below 1"),
            ("\(small) --classes 2", "--classes 2 is less than the 3 classes"), ("\(small) --width 0", "--width"),
            ("--architecture lenet5 --data x.npy", "--labels y.npy"),
            ("--architecture lenet5 --data mnist --labels y.npy", "--labels"),
            ("\(small) --mean 0.1,0.2", "has 1 channel"), ("--data x.npy --labels y.npy", "--architecture"),
        ])
    func wrongUse(_ words: String, _ answer: String) throws {
        let run = try prune(words)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.errors.contains(answer), "\(run.errors)")
        #expect(!project.exists("out") && !project.exists("out.partial") && run.output.isEmpty)
    }

    @Test("weights and images that do not fit are told with tensors, shapes and numbers, with exit code 65, and leave nothing")
    func badData() throws {
        func refused(_ words: String, weights: String = "w.safetensors", _ answers: String...) throws {
            let run = try prune(words, weights: weights)
            #expect(run.status == 65 && run.output.isEmpty, "\(run.errors)")
            for answer in answers { #expect(run.errors.contains(answer), "\(run.errors)") }
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
            #expect(!project.exists("out") && !project.exists("out.partial"))
        }
        let random = "--method random --remove 30"
        try refused(
            Self.small.replacingOccurrences(of: "--width 0.125", with: "--width 0.25") + " \(random)",
            "conv1.weight is 1 x 1 x 5 x 5, not 2 x 1 x 5 x 5", "--architecture, --width and --classes say")
        try refused(Self.small.replacingOccurrences(of: "lenet5", with: "eleven-layers") + " \(random)", "lacks conv3.weight")
        try refused("\(Self.small) --classes 4 \(random)", "fc3.weight is 3 x")
        try refused("\(Self.small) \(random)", weights: "w.pt", "safetensors.torch.save_file")
        try refused("\(Self.small) \(random)", weights: "none.safetensors", "none.safetensors")
        try project.write(try project.bytes("w.safetensors").dropLast(8), to: "short.safetensors")
        try refused("\(Self.small) \(random)", weights: "short.safetensors", "short.safetensors")
        var file = try SafeTensors(decoding: project.bytes("w.safetensors"), path: "w")
        file.tensors[0].bytes = withUnsafeBytes(of: Float.nan) { Data($0) } + file.tensors[0].bytes.dropFirst(4)
        try project.write(file.encoded(), to: "nan.safetensors")
        try refused("\(Self.small) \(random)", weights: "nan.safetensors", "\(file.tensors[0].name) has a number that cannot be")
        try refused("\(Self.small)", "80 images", "fitted to 5000 and tried on 1000", "--mipp-fit-images")
        try refused("--architecture resnet18 --data x.npy --labels y.npy \(random)", "1 x 14 x 14", "3 x 32 x 32")
        try refused("--architecture lenet5 --data mnits \(random)", "did you mean mnist")
    }

    @Test("a folder that has files in it is left as it is; where no folder can be, exit code 73")
    func taken() throws {
        try FileManager.default.createDirectory(atPath: "\(project.path)/out", withIntermediateDirectories: true)
        try project.write("mine", to: "out/mine.txt")
        let words = "\(Self.small) --method random --remove 30"
        let run = try prune(words)
        #expect(run.status == 64 && run.errors.contains("has files in it already"), "\(run.errors)")
        #expect(project.files("out") == ["mine.txt"])
        #expect(try prune(words, out: "x.npy").status == 73)
        #expect(try prune(words, out: "x.npy/out").status == 73)
        try FileManager.default.createDirectory(atPath: "\(project.path)/empty", withIntermediateDirectories: true)
        #expect(try prune(words, out: "empty").status == 0)
        #expect(project.exists("empty/random-mask.json"))
    }

    @Test("stopped, it leaves no folder, and the next run goes on from MIPP's layers to the same masks")
    func stopped() throws {
        let words = "\(Self.small) --mipp-fit-images 60 --mipp-held-out-images 20 --mipp-steps 200 --mipp-refits 20 --method mipp"
        let started = try project.start(["prune", "w.safetensors", "--out", "out"] + words.split(separator: " ").map(String.init))
        while started.process.isRunning, project.files("out.partial").filter({ $0.hasPrefix("mipp-") }).isEmpty { usleep(2000) }
        let stop = Stop(started.process)
        let run = started.wait()
        #expect(run.status == 130 && stop.isAtOnce, "\(run.errors) \(stop)")
        #expect(!project.exists("out") && !project.files("out.partial").contains { $0.hasSuffix(".partial") })
        let next = try prune(words)
        #expect(next.status == 0 && next.errors.contains("goes on from what was kept"), "\(next.errors)")
        #expect(!project.exists("out.partial"))
        #expect(try prune(words, out: "whole").status == 0)
        try expectSame("out", "whole")
    }

    /// The same masks, weights and pictures; tables have times in them.
    private func expectSame(_ one: String, _ other: String) throws {
        let files = project.files(one)
        #expect(files == project.files(other) && files.contains("mipp-mask.json"))
        for name in files where !name.hasPrefix("table.") {
            #expect(try project.bytes("\(one)/\(name)") == project.bytes("\(other)/\(name)"), "\(name)")
        }
    }
}
