import Files
import NumericCore

extension SamplePool {
    /// The samples of a selection, split into training and validation, labels unshuffled.
    ///
    /// Of n samples floor(n x share) train and the others validate (4096 x 0.8 gives 3276 and 820): all kept samples together, or,
    /// where a number of samples per class is asked for, each class by itself. The parts keep the data set's order. The random
    /// choices are the streams "samples of a class" (substream: the class) and "validation samples" of the selection's seed.
    /// Where samples are taken in their order, the first of a class are kept, and which of these validate is the former choice.
    /// - Throws: a `Fault` (status usage) where the selection asks for what the data set does not have.
    package func split(by selection: DataSelection) throws -> DataSplit {
        let name = selection.dataset.rawValue
        guard selection.trainingShare > 0, selection.trainingShare <= 1 else {
            throw refusal("a training share of \(selection.trainingShare) is impossible", name, "give a share above 0 and up to 1")
        }
        var byClass = [[Int]](repeating: [], count: training.classes)
        for (place, label) in training.labels.enumerated() { byClass[Int(label)].append(place) }

        var (learned, tested) = (training, test)
        var classes = Array(0..<training.classes)
        if selection.labelling == .coarse {
            guard let coarse = training.coarsened else {
                throw refusal("there are no coarse classes", name, "leave out the labelling")
            }
            (learned, tested) = (coarse, test?.coarsened)
        }
        if let kept = selection.classes {
            guard !kept.isEmpty, Set(kept).count == kept.count, kept.allSatisfy({ (0..<learned.classes).contains($0) }) else {
                let list = kept.map(String.init).joined(separator: ", ")
                throw refusal(
                    "the classes [\(list)] cannot be kept", name, "give different classes among 0 to \(learned.classes - 1)")
            }
            // Those of the data set that the kept ones are, or consist of.
            classes = kept.flatMap { kept in
                selection.labelling == .coarse ? classes.filter { Int(training.coarser?[$0] ?? 0) == kept } : [kept]
            }
        }
        var chosen: [Int] = []
        var held: [Int] = []
        if let number = selection.samplesPerClass {
            for label in classes {
                let places = byClass[label]
                guard number > 0, number <= places.count else {
                    throw refusal("\(number) samples of class \(label) cannot be had", name, "give 1 to \(places.count)")
                }
                var generator = SeededGenerator(seed: selection.seed, purpose: "samples of a class", index: UInt64(label))
                let order = generator.permutation(training.isTakenInOrder ? number : places.count)
                let trained = share(selection.trainingShare, of: number)
                chosen += order[..<trained].map { places[$0] }
                held += order[trained..<number].map { places[$0] }
            }
        } else {
            let places = classes.flatMap { byClass[$0] }.sorted()
            let trained = share(selection.trainingShare, of: places.count)
            if trained == places.count {
                chosen = places
            } else {
                var generator = SeededGenerator(seed: selection.seed, purpose: "validation samples")
                let order = generator.permutation(places.count)
                chosen = order[..<trained].map { places[$0] }
                held = order[trained...].map { places[$0] }
            }
        }
        guard !chosen.isEmpty else { throw refusal("no sample is left to train on", name, "give a larger training share") }

        let scale = FeatureScale(selection.range, of: training)
        if selection.deformation != nil, training.side == nil {
            throw refusal("its samples are not grey images, which alone are deformed", name, "leave out the deformation")
        }
        func samples(_ source: ByteSamples, at places: [Int], _ part: String) -> LabelledSamples {
            guard selection.deformation != nil else { return source.samples(at: places, keeping: selection.classes, scale: scale) }
            let deformed = source.deformed(at: places, of: part, seed: selection.seed)
            return deformed.samples(at: Array(places.indices), keeping: selection.classes, scale: scale)
        }
        var testSamples: LabelledSamples?
        if let test, let tested {
            testSamples = samples(tested, at: try testPlaces(of: test, classes: classes, selection), "test")
        }
        return DataSplit(
            training: samples(learned, at: chosen.sorted(), "training"),
            validation: held.isEmpty ? nil : samples(learned, at: held.sorted(), "training"), test: testSamples)
    }

    /// The test samples of the classes, in their order.
    private func testPlaces(of test: ByteSamples, classes: [Int], _ selection: DataSelection) throws -> [Int] {
        var byClass = [[Int]](repeating: [], count: test.classes)
        for (place, label) in test.labels.enumerated() { byClass[Int(label)].append(place) }
        guard let number = selection.testSamplesPerClass else { return classes.flatMap { byClass[$0] }.sorted() }
        return try classes.flatMap { label in
            guard number > 0, number <= byClass[label].count else {
                throw refusal(
                    "\(number) test samples of class \(label) cannot be had", selection.dataset.rawValue,
                    "give 1 to \(byClass[label].count)")
            }
            return byClass[label][..<number]
        }.sorted()
    }

    /// floor(count x share), shares such as 0.7 being meant as the decimals that they are written as.
    private func share(_ share: Double, of count: Int) -> Int { Int(Double(count) * share + 1e-9) }

    private func refusal(_ problem: String, _ dataset: String, _ remedy: String) -> Fault {
        Fault(problem, at: "data set \(dataset)", remedy: remedy, status: .usage)
    }
}

extension LabelledSamples {
    /// The same samples with a share of the labels shuffled among their owners, so that every label's count stays.
    ///
    /// Of n samples round(n x share) take part; those of a smaller share (same seed) take part in a larger one too. A label may
    /// fall back to where it was. The random choices are the streams "samples with shuffled labels" and "label shuffling" of the
    /// seed.
    /// - Throws: a `Fault` (status usage) where the share is not in 0...1.
    package func shufflingLabels(share: Double, seed: UInt64) throws -> LabelledSamples {
        guard share >= 0, share <= 1 else {
            throw Fault("a share of \(share) shuffled labels is impossible", remedy: "give a share from 0 to 1", status: .usage)
        }
        var choice = SeededGenerator(seed: seed, purpose: "samples with shuffled labels")
        let places = choice.permutation(count)[..<Int((Double(count) * share).rounded())].sorted()
        guard !places.isEmpty else { return self }
        var values = places.map { labels[$0] }
        var shuffling = SeededGenerator(seed: seed, purpose: "label shuffling")
        shuffling.shuffle(&values)
        var shuffled = labels
        for (place, value) in zip(places, values) { shuffled[place] = value }
        return replacingLabels(shuffled)
    }
}
