import Datasets
import Files
import Networks
import NumericCore
import Pruning

/// The images that a network is pruned by, and those that it is scored on.
public struct PruningData: Sendable {
    /// "CIFAR-10", "images/train".
    public let name: String
    /// What the images are of, a file or data set each, with its SHA-256 where there is one.
    public let inputs: [(name: String, digest: String?)]
    public let notes: [String]
    let training: any SampleSource
    let test: any SampleSource
    /// The training images' places in the order in which they are taken: by chance, so that files may have them in any order.
    let order: [Int]

    /// - Parameters:
    ///   - test: nil: a fifth of the others, which are then not pruned by.
    ///   - seed: names the order of the images and which of them are set aside, the stream ("images to prune by").
    init(
        name: String, inputs: [(name: String, digest: String?)], training: any SampleSource, test: (any SampleSource)?,
        seed: UInt64, notes: [String] = []
    ) throws {
        var generator = SeededGenerator(seed: seed, purpose: "images to prune by")
        var order = generator.permutation(training.count)
        var notes = notes
        if let test {
            self.test = test
        } else {
            let aside = max(1, training.count / 5)
            guard training.count > aside else {
                throw Fault("one image is too few to prune by and to score on", at: name, remedy: "give more", status: .data)
            }
            self.test = Places(training, order[..<aside].sorted())
            order.removeFirst(aside)
            notes.append(
                "\(name) has no test images: accuracies are on \(aside) of its \(training.count), which no method saw; the network may have"
            )
        }
        self.name = name
        self.inputs = inputs
        self.notes = notes
        self.training = training
        self.order = order
    }

    /// Images that can be pruned by.
    var count: Int { order.count }

    /// The first so many, in their order by chance.
    func first(_ range: Range<Int>) throws -> LabelledSamples { try training.samples(at: Array(order[range])) }

    /// The first so many of each class: see `SampleSource.firstOfEachClass`.
    func firstOfEachClass(_ count: Int) throws -> LabelledSamples { try training.firstOfEachClass(count, in: order) }
}

/// Some of a source's samples.
private struct Places: SampleSource {
    let source: any SampleSource
    let places: [Int]
    let labels: [UInt16]

    init(_ source: any SampleSource, _ places: [Int]) {
        self.source = source
        self.places = places
        let all = source.labels
        labels = places.map { all[$0] }
    }

    var count: Int { places.count }
    var width: Int { source.width }
    var classes: Int { source.classes }

    func batch(at chosen: ArraySlice<UInt32>) throws -> (samples: LabelledSamples, places: ArraySlice<UInt32>) {
        try source.batch(at: chosen.map { UInt32(places[Int($0)]) }[...])
    }

    func forEachPortion(of size: Int, _ body: (LabelledSamples) throws -> Void) throws {
        for first in stride(from: 0, to: count, by: size) {
            try body(try source.samples(at: Array(places[first..<min(first + size, count)])))
        }
    }
}
