import DataFiles
import Datasets
import Files
import Foundation
import Testing

/// A small CIFAR-100 of 4 training and 2 test images a class, and a sample of it with the 2 and 1 of the least digests.
private struct SmallProject {
    let scratch: Scratch
    var folder: String { "\(scratch.path)/data" }
    private let whole: [UInt8]
    private let sample: [UInt8]

    init() throws {
        scratch = try Scratch()
        func records(_ count: Int, _ seed: Int) -> [[UInt8]] {
            (0..<100 * count).map { number in
                let own = number % 100
                let bytes = [UInt8](unsafeUninitializedCapacity: 3072) { bytes, filled in
                    for place in 0..<3072 { bytes[place] = UInt8(truncatingIfNeeded: place * (7 + seed) + number * 31) }
                    filled = 3072
                }
                // Coarse class 3 is the own classes 3, 23, 43, 63, 83.
                return [UInt8(own % 20), UInt8(own)] + bytes
            }
        }
        func digest(_ records: [[UInt8]]) -> String { SHA256.hex(of: records.map { SHA256.hex(of: $0) }.sorted().joined()) }
        func least(_ records: [[UInt8]], _ count: Int) -> [[UInt8]] {
            let sorted = records.map { (digest: SHA256.hex(of: $0), record: $0) }.sorted { $0.digest < $1.digest }
            return (0..<100).flatMap { own in sorted.filter { $0.record[1] == own }.prefix(count).map(\.record) }
        }
        func archive(_ folder: String, _ training: [[UInt8]], _ test: [[UInt8]]) -> [UInt8] {
            Made.gzip(
                Made.tar([
                    .init(path: "\(folder)/train.bin", bytes: Array(training.joined())),
                    .init(path: "\(folder)/test.bin", bytes: Array(test.joined())),
                ]))
        }
        let (training, test) = (records(4, 0), records(2, 4))
        let (few, fewTests) = (least(training, 2), least(test, 1))
        whole = archive("cifar-100-binary", training, test)
        sample = archive("cifar-100-sample", few, fewTests)
        let manifest = """
            datasets:
              - name: CIFAR-100
                title: CIFAR-100
                folder: cifar-100
                licence: none
                citation: none
                homepage: none
                addresses: []
                files:
                  - name: whole.tar.gz
                    download: \(whole.count)
                    training: { records: 400, sha256: \(digest(training)) }
                    test: { records: 200, sha256: \(digest(test)) }
                sample:
                  name: sample.tar.gz
                  download: \(sample.count)
                  training: { records: 200, sha256: \(digest(few)) }
                  test: { records: 100, sha256: \(digest(fewTests)) }

            """
        try AtomicFile.write(text: manifest, to: "\(scratch.path)/data/datasets.yml")
    }

    func putWhole() throws { try scratch.write(whole, to: "data/cifar-100/whole.tar.gz") }
    func putSample() throws { try scratch.write(sample, to: "data/cifar-100/sample.tar.gz") }
    func library() -> DataLibrary { DataLibrary(folder: folder, environment: nil, network: .never) }
}

@Suite("CIFAR-100")
struct CIFAR100Tests {
    private static let sampled = DataSelection(.cifar100, samplesPerClass: 2, testSamplesPerClass: 1, trainingShare: 0.5)

    @Test("a selection that the sample holds is the same from the sample and from the whole, to the bit and by its identity")
    func sampleServes() throws {
        let project = try SmallProject()
        try project.putSample()
        var selections = [Self.sampled]
        for change in 0..<4 {
            var selection = Self.sampled
            switch change {
            case 0: selection.classes = [7, 3, 99]
            case 1: selection.range = .standardised
            case 2: (selection.labelling, selection.classes) = (.coarse, [3, 19])
            default: (selection.samplesPerClass, selection.trainingShare, selection.seed) = (1, 1, 5)
            }
            selections.append(selection)
        }
        let fromSample = try selections.map { try project.library().load($0) }
        try project.putWhole()
        for (selection, sampled) in zip(selections, fromSample) {
            let whole = try project.library().load(selection)
            #expect(whole.identity == sampled.identity && sampled.identity.name == "CIFAR-100" && sampled.notice == nil)
            for part in [\DataSplit.training, \.validation!, \.test!] where selection.trainingShare < 1 || part == \.training {
                #expect(whole.split[keyPath: part].features == sampled.split[keyPath: part].features)
                #expect(whole.split[keyPath: part].labels == sampled.split[keyPath: part].labels)
            }
        }
        #expect(fromSample[0].split.training.classCounts == [Int](repeating: 1, count: 100))
        #expect(fromSample[1].split.training.classCounts == [1, 1, 1] && fromSample[1].split.test?.count == 3)
        #expect(fromSample[3].split.training.classCounts == [5, 5])
        #expect(fromSample[0].split.training.features != fromSample[2].split.training.features)
    }

    @Test("a selection of more than the sample holds takes the whole, or the stand-in, which says that a sample is there")
    func sampleIsTooSmall() throws {
        let project = try SmallProject()
        try project.putSample()
        var selection = Self.sampled
        selection.samplesPerClass = 3
        for selection in [selection, DataSelection(.cifar100, samplesPerClass: 2), DataSelection(.cifar100)] {
            #expect(
                try project.library().identity(of: selection)
                    == DataIdentity(name: "Shades", standInFor: "CIFAR-100", digest: Shades.digest))
            let words =
                "CIFAR-100 cannot be had; its sample is here, with 2 training and 1 test images a class: Shades, drawn here, "
            #expect(try project.library().notice(for: selection)?.hasPrefix(words) == true)
        }
        try project.putWhole()
        #expect(try project.library().load(selection).split.training.count == 100)
        #expect(try project.library().load(DataSelection(.cifar100, trainingShare: 1)).samples == 600)
    }

    @Test("a damaged sample is named where it would serve, and the whole takes its place where that is there")
    func damagedSample() throws {
        let project = try SmallProject()
        try project.scratch.write([1, 2, 3], to: "data/cifar-100/sample.tar.gz")
        let fault = #expect(throws: Fault.self) { try project.library().identity(of: Self.sampled) }
        #expect(fault?.place == "\(project.folder)/cifar-100/sample.tar.gz" && fault?.status == .data)
        try project.putWhole()
        #expect(try project.library().load(Self.sampled).identity.name == "CIFAR-100")
    }

    @Test("the survey lists the sample where it is here and the whole is not; fetching the whole then fails with its name")
    func survey() throws {
        let project = try SmallProject()
        #expect(try project.library().survey().map(\.file) == ["whole.tar.gz"])
        try project.putSample()
        let files = try project.library().survey()
        #expect(files.map(\.file) == ["whole.tar.gz", "sample.tar.gz"] && files[0].state == .missing)
        #expect(files[1].sample == DataFileStatus.Sample(training: 2, test: 1))
        let outcome = try project.library().fetch([.cifar100])[0]
        #expect(outcome.fault?.problem.contains("its sample is here") == true)
        try project.putWhole()
        #expect(try project.library().survey().map(\.file) == ["whole.tar.gz"])
    }

    @Test("archives whose class is of two coarse ones, or whose labels are too large, are refused")
    func badRecords() {
        func words(_ training: [[UInt8]]) -> String? {
            let records = training.map { $0 + [UInt8](repeating: 7, count: 3072) }
            let archive = Made.tar([
                .init(path: "cifar-100-binary/train.bin", bytes: Array(records.joined())),
                .init(path: "cifar-100-binary/test.bin", bytes: records[0]),
            ])
            do {
                _ = try CIFAR100.format.read(archive, named: "x", trainingCount: training.count, testCount: 1)
                return nil
            } catch {
                return (error as? Fault)?.problem
            }
        }
        #expect(words([[3, 40], [3, 41]]) == nil)
        #expect(words([[3, 40], [4, 40]]) == "has class 40 both as a kind of 3 and of 4")
        #expect(words([[20, 40]]) == "has the label 20 in train.bin, where 0 to 19 were expected")
        #expect(words([[3, 100]]) == "has the label 100 in train.bin, where 0 to 99 were expected")
    }

    @Test("features go by the whole's means, which are the published ones")
    func means() {
        for (totals, mean) in zip(CIFAR100.totals, [0.50707516, 0.48654887, 0.44091784]) {
            #expect(abs(Double(totals.sum) / Double(totals.count) / 255 - mean) < 5e-9)
        }
    }

    @Test("coarse labels, and more test samples than there are, are refused where a data set has none")
    func refused() throws {
        let pool = SamplePool(training: SZT.bytes(), test: nil)
        let fault = #expect(throws: Fault.self) { try pool.split(by: DataSelection(.szt, labelling: .coarse)) }
        #expect(fault?.problem == "there are no coarse classes" && fault?.status == .usage)
        let tested = SamplePool(training: SZT.bytes(), test: SZT.bytes())
        for number in [0, 5000] {
            #expect(throws: Fault.self) { try tested.split(by: DataSelection(.szt, testSamplesPerClass: number)) }
        }
        let few = try tested.split(by: DataSelection(.szt, classes: [1], testSamplesPerClass: 7)).test
        #expect(few?.classCounts == [7])
    }
}
