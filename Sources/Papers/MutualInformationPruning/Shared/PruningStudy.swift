import Experiments
import Pruning

/// Networks of one family, trained or not, pruned at several confidences by several methods, and trained (again).
struct PruningStudy: Sendable {
    let family: PrunedFamily
    let settings: Settings
    let isTrained: Bool
    var methods: [PruningMethod]
    var isDeformed = false
    var collapse = MapCollapse.l1
    /// Whether MIPP selects pixels too, and all networks are trained on those it keeps (appendix E.1).
    var selectsPixels = false
    /// Whether the pruned networks are trained, or only found.
    var isRetrained = true
    /// Where only some images of each class are taken: how many, and which choice of them.
    var imagesOfClass: Int?
    var imageChoice: UInt64 = 0
    /// The choice of images that says how many nodes other methods remove; nil: this one.
    var countingChoice: UInt64?
    /// At which epochs networks are scored.
    var snapshots = SnapshotSchedule.ends
    /// The trained weights, where they are in a user's file.
    var published: WeightsDigest?

    /// A network at a confidence.
    private struct Place {
        let subject: PrunedSubject
        var found: MIPPMask
    }

    private var data: DataSelection {
        var data = family.data(settings, deformed: isDeformed)
        if let imagesOfClass {
            data.samplesPerClass = min(imagesOfClass, data.samplesPerClass ?? imagesOfClass)
            data.seed = imageChoice
        }
        return data
    }

    /// One a seed.
    var subjects: [PrunedSubject] {
        family.seeds(settings).map { seed in
            var job = TrainingJob(
                architecture: family.architecture(settings), recipe: family.recipe(settings), data: data, seed: seed,
                snapshots: snapshots)
            if let published, isTrained { (job.start, job.recipe.epochs) = (published, 0) }
            return PrunedSubject(job: job, isTrained: isTrained)
        }
    }

    /// [network][confidence].
    private var places: [[Place]] {
        subjects.map { subject in
            settings.numbers(family.confidences).map { confidence in
                Place(
                    subject: subject,
                    found: MIPPMask(
                        subject: subject, settings: family.estimates(settings, confidence: confidence), collapse: collapse,
                        selectsInputs: selectsPixels))
            }
        }
    }

    /// The networks, what MIPP makes of them, and how others score their nodes: all that is known from the start.
    var needs: Needs {
        let places = Array(places.joined())
        var needs = Needs(products: places.map(\.found))
        let scorings = places.map(\.subject).unique.flatMap { subject in
            scoringMethods.map { NodeScoring(subject: subject, method: $0) }
        }
        needs.products += scorings.map { AnyProduct($0) }
        return needs
    }

    private var scoringMethods: [NodeScoring.Method] {
        methods.compactMap { $0 == .graSP ? .graSP : $0 == .sosp ? .sosp : nil }
    }

    /// What the masks of the first round ask for: further masks, then trainings of all.
    /// - Parameter rounds: those that are there, `needs` being the first.
    func next(_ inputs: Inputs, after rounds: Int) throws -> Needs? {
        if rounds == 1 {
            let masks = try places.joined().flatMap { try counted($0, inputs) }
            if !masks.isEmpty { return Needs(products: masks) }
        }
        guard isRetrained, rounds < 3 else { return nil }
        return Needs(jobs: try candidates(inputs).joined().joined().compactMap(\.job))
    }

    private func counted(_ place: Place, _ inputs: Inputs) throws -> [CountedMask] {
        let removed = try removedCount(place, found(place, inputs).mask, inputs)
        return methods.compactMap { method in
            switch method {
            case .thiNet: CountedMask(subject: place.subject, method: .thiNet, removing: removed)
            case .synFlow: CountedMask(subject: place.subject, method: .synFlow, removing: removed)
            default: nil
            }
        }
    }

    private func found(_ place: Place, _ inputs: Inputs) throws -> (mask: Mask, pixels: [Bool]?) {
        let state = try inputs.value(place.found)
        guard let mask = state.mask else { preconditionFailure("a mask of some layers only") }
        return (mask, state.inputs)
    }

    /// Nodes that the other methods remove: as many as MIPP does.
    /// - Parameter mask: MIPP's of this place.
    private func removedCount(_ place: Place, _ mask: Mask, _ inputs: Inputs) throws -> Int {
        guard let countingChoice else { return mask.removedCount }
        var counted = place
        counted.found.subject.job.data.seed = countingChoice
        return try found(counted, inputs).mask.removedCount
    }

    /// A pruned network: of which nodes, and how it is trained; no job: its layers have collapsed.
    struct Candidate {
        let method: PruningMethod
        let confidence: Double
        let mask: Mask
        /// Which are kept; nil: all.
        let pixels: [Bool]?
        var architecture: Architecture?
        var job: TrainingJob?
    }

    /// [network][confidence][method].
    func candidates(_ inputs: Inputs) throws -> [[[Candidate]]] {
        let kind =
            "\(family.id) \(isTrained) \(isDeformed) \(collapse) \(selectsPixels) \(isRetrained) \(data.seed) \(methods.map(\.rawValue))"
        return try inputs.remembered("candidates \(kind)") {
            try places.map { places in
                guard let subject = places.first?.subject else { return [] }
                // Masks alone are there without them.
                var loaded: Weights?
                func whole() throws -> Weights {
                    let weights = try loaded ?? subject.weights(inputs)
                    loaded = weights
                    return weights
                }
                return try places.map { place in
                    let found = try found(place, inputs)
                    let removing = try removedCount(place, found.mask, inputs)
                    return try methods.map { try candidate($0, place, whole, found, removing: removing, inputs) }
                }
            }
        }
    }

    /// - Parameters:
    ///   - whole: the weights of the whole network, asked for where they are needed.
    ///   - found: by MIPP.
    private func candidate(
        _ method: PruningMethod, _ place: Place, _ whole: () throws -> Weights, _ found: (mask: Mask, pixels: [Bool]?),
        removing: Int,
        _ inputs: Inputs
    ) throws -> Candidate {
        let (subject, pixels) = (place.subject, found.pixels)
        let (mask, factors) = try mask(method, of: subject, whole, found.mask, removing: removing, inputs)
        var candidate = Candidate(method: method, confidence: place.found.settings.confidence, mask: mask, pixels: pixels)
        guard isRetrained, let smaller = SmallerNetwork(subject.structures, keeping: mask) else { return candidate }
        var job = subject.job
        job.architecture = smaller.architecture
        job.data.keptInputs = pixels.map(KeptInputs.init)
        if isTrained { job.recipe = family.retraining(settings) }
        if method == .reinitialised {
            // Weights of its own, of a seed that no whole network has.
            job.seed += 1_000_000
        } else {
            let scaled = try factors.isEmpty ? whole() : ThiNet(subject.structures).scaled(whole(), by: factors)
            job.start = try inputs.stored(smaller.weights(scaled))
        }
        (candidate.architecture, candidate.job) = (smaller.architecture, job)
        return candidate
    }

    /// - Parameter found: MIPP's.
    private func mask(
        _ method: PruningMethod, of subject: PrunedSubject, _ whole: () throws -> Weights, _ found: Mask, removing: Int,
        _ inputs: Inputs
    ) throws -> (mask: Mask, factors: [[Double]]) {
        func scored(_ method: NodeScoring.Method) throws -> Mask {
            try inputs.value(NodeScoring(subject: subject, method: method)).removingLeast(removing)
        }
        func counted(_ method: CountedMask.Method) throws -> CountedMask.Value {
            try inputs.value(CountedMask(subject: subject, method: method, removing: removing))
        }
        switch method {
        case .mipp, .reinitialised: return (found, [])
        case .graSP: return (try scored(.graSP), [])
        case .sosp: return (try scored(.sosp), [])
        case .synFlow: return (try counted(.synFlow).mask, [])
        case .thiNet:
            let value = try counted(.thiNet)
            return (value.mask, value.factors)
        case .widths: return (RandomNodes.mask(ofWidthsOf: found, seed: subject.job.seed), [])
        case .random: return (RandomNodes.mask(removing: removing, of: subject.structures, seed: subject.job.seed), [])
        case .magnitude:
            // Sums over the weights of a large fan-in are large: between layers they say nothing (Li et al. 2017 prune layer by layer).
            let share = Double(removing) / Double(subject.structures.nodeCount)
            return (Magnitude.scores(try whole(), of: subject.structures).removingLeastOfEachLayer(share), [])
        }
    }

    /// How the networks come out: [network][confidence][method].
    func networks(_ inputs: Inputs) throws -> [[[PrunedNetwork]]] {
        try candidates(inputs).map {
            try $0.map { try $0.map { try PrunedNetwork($0, of: family.architecture(settings), inputs) } }
        }
    }

    /// The accuracy of the whole networks, one a seed; of untrained ones before pruning there is none.
    func whole(_ inputs: Inputs) throws -> [(training: Double, test: Double)] {
        guard isTrained else { return [] }
        return try places.compactMap(\.first).map { try accuracies($0.subject.job, inputs) }
    }
}

/// The accuracies of a network at the end of its training.
func accuracies(_ job: TrainingJob, _ inputs: Inputs) throws -> (training: Double, test: Double) {
    let trajectory = try inputs.trajectory(job)
    return (trajectory.training.accuracy.last ?? .nan, trajectory.test?.accuracy.last ?? .nan)
}

extension [PruningStudy] {
    /// Of all of them.
    var needs: Needs { reduce(into: Needs()) { $0.add($1.needs) } }

    func next(_ inputs: Inputs, after rounds: Int) throws -> Needs? {
        try reduce(into: nil) { needs, study in
            guard let further = try study.next(inputs, after: rounds) else { return }
            needs = needs ?? Needs()
            needs?.add(further)
        }
    }
}

extension Needs {
    mutating func add(_ other: Needs) {
        jobs += other.jobs
        data += other.data
        products += other.products
    }
}
