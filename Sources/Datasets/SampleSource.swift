/// Samples with a class each, in memory or read as they are asked for: what networks are trained and scored on.
public protocol SampleSource: Sendable {
    var count: Int { get }
    /// A class in 0..<classes for each sample.
    var labels: [UInt16] { get }
    /// Features a sample.
    var width: Int { get }
    var classes: Int { get }

    /// Some samples in memory, and where in these the ones at the given places stand.
    /// - Throws: a `Fault` (status data) where one cannot be read.
    func batch(at places: ArraySlice<UInt32>) throws -> (samples: LabelledSamples, places: ArraySlice<UInt32>)

    /// Gives all samples in turn, portion by portion; each but the last has a multiple of `size`.
    /// - Throws: what the body throws; a `Fault` (status data) where a sample cannot be read.
    func forEachPortion(of size: Int, _ body: (LabelledSamples) throws -> Void) throws
}

extension LabelledSamples: SampleSource {
    public func batch(at places: ArraySlice<UInt32>) -> (samples: LabelledSamples, places: ArraySlice<UInt32>) { (self, places) }

    public func forEachPortion(of _: Int, _ body: (LabelledSamples) throws -> Void) throws { try body(self) }
}

/// A data set as a training job uses it.
public struct SampleSplit<Samples: SampleSource>: Sendable {
    public let training: Samples
    /// Held out of the training data; nil where the job splits nothing off.
    public let validation: Samples?
    /// The data set's own test samples; nil where it has none (SZT).
    public let test: Samples?

    public init(training: Samples, validation: Samples?, test: Samples?) {
        self.training = training
        self.validation = validation
        self.test = test
    }
}

public typealias DataSplit = SampleSplit<LabelledSamples>
