import Files
import NumericCore

/// The labels among which a selection chooses samples.
struct ClassLabels {
    /// A class in 0..<classes for each sample.
    var labels: [UInt16]
    var classes: Int
    /// See `ByteSamples`.
    var coarser: [UInt16]?
    var isTakenInOrder = false

    var places: [[Int]] {
        var places = [[Int]](repeating: [], count: classes)
        for (place, label) in labels.enumerated() { places[Int(label)].append(place) }
        return places
    }
}

extension ClassLabels {
    init(_ samples: ByteSamples) {
        self.init(
            labels: samples.labels, classes: samples.classes, coarser: samples.coarser, isTakenInOrder: samples.isTakenInOrder)
    }
}

/// Places of the samples that a selection takes, ascending.
struct SampleChoice {
    let training: [Int]
    let validation: [Int]
    /// Empty where the data set has no test samples.
    let test: [Int]

    /// Of n samples floor(n x share) train and the others validate (4096 x 0.8 gives 3276 and 820): all kept samples together, or,
    /// where a number of samples per class is asked for, each class by itself. The random
    /// choices are the streams "samples of a class" (substream: the class) and "validation samples" of the selection's seed.
    /// Where samples are taken in their order, the first of a class are kept, and which of these validate is the former choice.
    /// - Throws: a `Fault` (status usage) where the selection asks for what the data set does not have.
    init(_ selection: DataSelection, from training: ClassLabels, test: ClassLabels?) throws {
        let trainingShare = selection.trainingShare
        guard trainingShare > 0, trainingShare <= 1 else {
            throw Self.refusal(
                of: selection, "a training share of \(trainingShare) is impossible", "give a share above 0 and up to 1")
        }
        let byClass = training.places
        let classes = try Self.classes(of: training, selection)
        var chosen: [Int] = []
        var held: [Int] = []
        if let number = selection.samplesPerClass {
            for label in classes {
                let places = byClass[label]
                guard number > 0, number <= places.count else {
                    throw Self.refusal(
                        of: selection, "\(number) samples of class \(label) cannot be had", "give 1 to \(places.count)")
                }
                var generator = SeededGenerator(seed: selection.seed, purpose: "samples of a class", index: UInt64(label))
                let order = generator.permutation(training.isTakenInOrder ? number : places.count)
                let trained = Self.share(trainingShare, of: number)
                chosen += order[..<trained].map { places[$0] }
                held += order[trained..<number].map { places[$0] }
            }
        } else {
            let places = classes.flatMap { byClass[$0] }.sorted()
            let trained = Self.share(trainingShare, of: places.count)
            if trained == places.count {
                chosen = places
            } else {
                var generator = SeededGenerator(seed: selection.seed, purpose: "validation samples")
                let order = generator.permutation(places.count)
                chosen = order[..<trained].map { places[$0] }
                held = order[trained...].map { places[$0] }
            }
        }
        guard !chosen.isEmpty else {
            throw Self.refusal(of: selection, "no sample is left to train on", "give a larger training share")
        }
        self.training = chosen.sorted()
        validation = held.sorted()
        self.test = try test.map { try Self.testPlaces(of: $0, classes: classes, selection) } ?? []
    }

    /// The classes of the data set that the kept ones are, or consist of.
    private static func classes(of training: ClassLabels, _ selection: DataSelection) throws -> [Int] {
        let all = Array(0..<training.classes)
        var (coarser, named) = ([UInt16]?.none, training.classes)
        if selection.labelling == .coarse {
            guard let kinds = training.coarser else {
                throw refusal(of: selection, "there are no coarse classes", "leave out the labelling")
            }
            (coarser, named) = (kinds, 1 + Int(kinds.max() ?? 0))
        }
        guard let kept = selection.classes else { return all }
        guard !kept.isEmpty, Set(kept).count == kept.count, kept.allSatisfy({ (0..<named).contains($0) }) else {
            let list = kept.map(String.init).joined(separator: ", ")
            throw refusal(of: selection, "the classes [\(list)] cannot be kept", "give different classes among 0 to \(named - 1)")
        }
        guard let coarser else { return kept }
        return kept.flatMap { kept in all.filter { Int(coarser[$0]) == kept } }
    }

    /// The test samples of the classes, in their order.
    private static func testPlaces(of test: ClassLabels, classes: [Int], _ selection: DataSelection) throws -> [Int] {
        let byClass = test.places
        guard let number = selection.testSamplesPerClass else { return classes.flatMap { byClass[$0] }.sorted() }
        return try classes.flatMap { label in
            guard number > 0, number <= byClass[label].count else {
                throw refusal(
                    of: selection, "\(number) test samples of class \(label) cannot be had", "give 1 to \(byClass[label].count)")
            }
            return byClass[label][..<number]
        }.sorted()
    }

    /// floor(count x share), shares such as 0.7 being meant as the decimals that they are written as.
    private static func share(_ share: Double, of count: Int) -> Int { Int(Double(count) * share + 1e-9) }

    static func refusal(of selection: DataSelection, _ problem: String, _ remedy: String) -> Fault {
        Fault(problem, at: "data set \(selection.name)", remedy: remedy, status: .usage)
    }
}

extension SamplePool {
    /// The samples of a selection, split into training and validation, labels unshuffled: see `SampleChoice`. The parts keep
    /// the data set's order.
    /// - Throws: a `Fault` (status usage) where the selection asks for what the data set does not have.
    package func split(by selection: DataSelection) throws -> DataSplit {
        let choice = try SampleChoice(selection, from: ClassLabels(training), test: test.map { ClassLabels($0) })
        let scale = FeatureScale(selection.range, of: training)
        if selection.deformation != nil, training.side == nil {
            throw SampleChoice.refusal(
                of: selection, "its samples are not grey images, which alone are deformed", "leave out the deformation")
        }
        if let kept = selection.keptInputs, kept.kept.count != training.width {
            throw SampleChoice.refusal(
                of: selection, "it has \(training.width) features, and \(kept.kept.count) are named as kept or not",
                "name each of its features")
        }
        func samples(_ source: ByteSamples, at places: [Int], _ part: String) -> LabelledSamples {
            let all = whole(source, at: places, part)
            return selection.keptInputs.map { all.keeping(inputs: $0.kept) } ?? all
        }
        func whole(_ source: ByteSamples, at places: [Int], _ part: String) -> LabelledSamples {
            let labelled = selection.labelling == .coarse ? source.coarsened ?? source : source
            guard selection.deformation != nil else {
                return labelled.samples(at: places, keeping: selection.classes, scale: scale)
            }
            let deformed = labelled.deformed(at: places, of: part, seed: selection.seed)
            return deformed.samples(at: Array(places.indices), keeping: selection.classes, scale: scale)
        }
        return DataSplit(
            training: samples(training, at: choice.training, "training"),
            validation: choice.validation.isEmpty ? nil : samples(training, at: choice.validation, "training"),
            test: test.map { samples($0, at: choice.test, "test") })
    }
}

extension LabelledSamples {
    /// The same samples with a share of the labels shuffled among their owners: see `ClassLabels.shuffled`.
    package func shufflingLabels(share: Double, seed: UInt64) throws -> LabelledSamples {
        let shuffled = try ClassLabels.shuffled(labels, share: share, seed: seed)
        return shuffled == labels ? self : replacingLabels(shuffled)
    }
}

extension ClassLabels {
    /// The labels with a share of them shuffled among their owners, so that every label's count stays.
    ///
    /// Of n samples round(n x share) take part; those of a smaller share (same seed) take part in a larger one too. A label may
    /// fall back to where it was. The random choices are the streams "samples with shuffled labels" and "label shuffling" of the
    /// seed.
    /// - Throws: a `Fault` (status usage) where the share is not in 0...1.
    static func shuffled(_ labels: [UInt16], share: Double, seed: UInt64) throws -> [UInt16] {
        guard share >= 0, share <= 1 else {
            throw Fault("a share of \(share) shuffled labels is impossible", remedy: "give a share from 0 to 1", status: .usage)
        }
        var choice = SeededGenerator(seed: seed, purpose: "samples with shuffled labels")
        let places = choice.permutation(labels.count)[..<Int((Double(labels.count) * share).rounded())].sorted()
        guard !places.isEmpty else { return labels }
        var values = places.map { labels[$0] }
        var shuffling = SeededGenerator(seed: seed, purpose: "label shuffling")
        shuffling.shuffle(&values)
        var shuffled = labels
        for (place, value) in zip(places, values) { shuffled[place] = value }
        return shuffled
    }
}
