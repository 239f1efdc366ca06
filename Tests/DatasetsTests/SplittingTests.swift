import Datasets
import Files
import Testing

@Suite("Splits and transforms")
struct SplittingTests {
    private let szt = SamplePool(training: SZT.bytes(), test: nil)

    /// 60 samples of 3 features, of the classes 0, 1, 2, 0, 1, 2, ...; the first feature is the sample's number; 9 test samples.
    private let small: SamplePool = {
        func part(_ count: Int) -> ByteSamples {
            let rows: [UInt8] = (0..<count).flatMap { number -> [UInt8] in [UInt8(number), 0, 255] }
            return ByteSamples(rows: rows, labels: (0..<count).map { UInt16($0 % 3) }, width: 3, classes: 3, maximum: 255)
        }
        return SamplePool(training: part(60), test: part(9))
    }()

    private func numbers(_ samples: LabelledSamples?) -> [Int] {
        guard let samples else { return [] }
        return (0..<samples.count).map { Int((samples.features[$0 * 3] * 255).rounded()) }
    }

    @Test("80 % of SZT is 3276 training patterns, the other 820 validate, and together they are all patterns")
    func sztSplit() throws {
        let split = try szt.split(by: DataSelection(.szt))
        let validation = try #require(split.validation)
        #expect(split.training.count == 3276)
        #expect(validation.count == 820)
        #expect(split.test == nil)
        func patterns(_ samples: LabelledSamples) -> [Int] {
            (0..<samples.count).map { row in samples.features[row * 12..<row * 12 + 12].reduce(0) { 2 * $0 + Int($1) } }
        }
        let training = patterns(split.training)
        #expect(training == training.sorted())
        #expect((training + patterns(validation)).sorted() == Array(0..<4096))
        #expect(zip(training, split.training.labels).allSatisfy { SZT.label(ofPattern: $0) == $1 })
    }

    @Test("standardised features have mean 0 and deviation 1 in each channel, by the training samples, whatever is selected")
    func standardised() throws {
        func part(_ count: Int, from first: Int) -> ByteSamples {
            var rows: [UInt8] = []
            for number in first..<first + count {
                let values: [Int] = [number, number / 2, 7, 200 - number, 3, number % 3]
                rows += values.map { UInt8($0) }
            }
            return ByteSamples(
                rows: rows, labels: (0..<count).map { UInt16($0 % 3) }, width: 6, classes: 3, maximum: 255, channels: 3)
        }
        let pool = SamplePool(training: part(60, from: 0), test: part(9, from: 100))
        let whole = try pool.split(by: DataSelection(.mnist, trainingShare: 1, range: .standardised))
        for channel in 0..<3 {
            var values: [Double] = []
            for row in 0..<60 {
                let first = row * 6 + channel * 2
                values += whole.training.features[first..<first + 2].map(Double.init)
            }
            let mean = values.reduce(0, +) / 120
            let square = values.reduce(0.0) { $0 + $1 * $1 } / 120
            #expect(abs(mean) < 1e-6 && abs(square - 1) < 1e-5)
        }
        let some = try pool.split(by: DataSelection(.mnist, classes: [1, 2], trainingShare: 0.5, range: .standardised))
        func row(_ samples: LabelledSamples, _ place: Int) -> [Float] { Array(samples.features[place * 6..<place * 6 + 6]) }
        let rows: Set<[Float]> = Set((0..<60).map { row(whole.training, $0) })
        #expect((0..<some.training.count).allSatisfy { rows.contains(row(some.training, $0)) })
        #expect(some.test.map { $0.features[0] > 2 } == true)
    }

    @Test("a seed names its split: the same again for the same seed, another for another seed")
    func seeds() throws {
        let first = try szt.split(by: DataSelection(.szt, seed: 1)).training
        #expect(first.features == (try szt.split(by: DataSelection(.szt, seed: 1)).training.features))
        #expect(first.features != (try szt.split(by: DataSelection(.szt, seed: 2)).training.features))
    }

    @Test("the split of seed 0 stays as it is, by the SHA-256 of its training features and labels")
    func golden() throws {
        let training = try szt.split(by: DataSelection(.szt)).training
        let digest = SHA256.hex(of: training.features.map { UInt8($0) } + training.labels.map { UInt8($0) })
        #expect(digest == "1f70b84e9526ea5e6b2b97a05d381d4141f1a3fd1a061e35510c2e8ed09cac31")
    }

    @Test("a share of one keeps everything for training and no validation set")
    func everything() throws {
        let split = try small.split(by: DataSelection(.mnist, trainingShare: 1))
        #expect(numbers(split.training) == Array(0..<60))
        #expect(split.validation == nil)
        #expect(numbers(split.test) == Array(0..<9))
    }

    @Test("kept classes are renamed in the order asked for, in the test samples too")
    func classes() throws {
        let split = try small.split(by: DataSelection(.mnist, classes: [2, 0], trainingShare: 1))
        #expect(split.training.classes == 2)
        #expect(numbers(split.training) == (0..<60).filter { $0 % 3 != 1 })
        #expect(split.training.labels == numbers(split.training).map { $0 % 3 == 2 ? 0 : 1 })
        let test = try #require(split.test)
        #expect(test.labels == [1, 0, 1, 0, 1, 0])
    }

    @Test("samples per class are split class by class, without overlap")
    func perClass() throws {
        let split = try small.split(by: DataSelection(.mnist, classes: [1, 2], samplesPerClass: 10, trainingShare: 0.5))
        let validation = try #require(split.validation)
        #expect(split.training.classCounts == [5, 5])
        #expect(validation.classCounts == [5, 5])
        #expect(Set(numbers(split.training)).isDisjoint(with: numbers(validation)))
    }

    @Test("bytes are scaled to [-1, 1] in every part where the selection asks for it")
    func symmetric() throws {
        let split = try small.split(by: DataSelection(.mnist, range: .symmetric))
        for samples in [split.training, try #require(split.validation), try #require(split.test)] {
            #expect(samples.features[1] == -1)
            #expect(samples.features[2] == 1)
            #expect(samples.features.allSatisfy { abs($0) <= 1 })
        }
        #expect(split.test?.features[3] == 2 * (Float(1) / 255) - 1)
    }

    @Test("bytes are scaled to [0, 1] by 255")
    func scaling() throws {
        let features = try small.split(by: DataSelection(.mnist, trainingShare: 1)).training.features
        #expect(Array(features[0..<6]) == [0, 0, 1, 1 / 255, 0, 1])
    }

    @Test(
        "shuffling keeps the count of every label, moves labels of the share only, and leaves the features alone",
        arguments: [0.2, 0.5, 1])
    func shuffling(share: Double) throws {
        let samples = try szt.split(by: DataSelection(.szt, trainingShare: 1)).training
        let shuffled = try samples.shufflingLabels(share: share, seed: 3)
        #expect(shuffled.classCounts == samples.classCounts)
        #expect(shuffled.features == samples.features)
        let moved = zip(samples.labels, shuffled.labels).filter { $0 != $1 }.count
        // Of the labels that take part, about half differ from what was there, the classes being about even.
        #expect(abs(Double(moved) - share * 2048) < 150)
    }

    @Test("samples whose labels move under a small share belong to those that take part under a larger one")
    func nested() throws {
        let samples = LabelledSamples(
            features: (0..<250).map(Float.init), labels: (0..<250).map { UInt16($0) }, width: 1, classes: 250)
        func moved(_ share: Double) throws -> Set<Int> {
            let labels = try samples.shufflingLabels(share: share, seed: 5).labels
            return Set((0..<250).filter { Int(labels[$0]) != $0 })
        }
        #expect(try moved(0).isEmpty)
        let few = try moved(0.2)
        #expect(few.count <= 50 && few.count > 40)
        // One label may fall back to its own place under the larger share.
        #expect(few.subtracting(try moved(0.6)).count <= 3)
    }

    @Test(
        "impossible selections are refused with what is possible",
        arguments: [
            (DataSelection(.mnist, trainingShare: 0), "give a share above 0 and up to 1"),
            (DataSelection(.mnist, trainingShare: 1.5), "give a share above 0 and up to 1"),
            (DataSelection(.mnist, trainingShare: 0.001), "give a larger training share"),
            (DataSelection(.mnist, classes: [0, 3]), "give different classes among 0 to 2"),
            (DataSelection(.mnist, classes: [1, 1]), "give different classes among 0 to 2"),
            (DataSelection(.mnist, samplesPerClass: 21), "give 1 to 20"),
        ])
    func impossible(selection: DataSelection, remedy: String) {
        let fault = #expect(throws: Fault.self) { try small.split(by: selection) }
        #expect(fault?.remedy == remedy)
        #expect(fault?.status == .usage)
    }
}
