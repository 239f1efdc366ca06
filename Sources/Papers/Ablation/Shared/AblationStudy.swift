import Experiments

/// The ablation curves of a figure's panels and what is known of their networks.
struct AblationStudy {
    /// In the order of their first panels.
    let conditions: [AblatedCondition]
    /// One a panel, in the panels' order.
    let curves: [AblationCurves]

    /// Ablates every network of every panel.
    init(_ panels: [AblationPanel], _ inputs: Inputs) throws {
        var conditions: [AblatedCondition] = []
        var curves = panels.map { _ in [AblationOrder: [[Double]]]() }
        for condition in Self.conditions(of: panels) {
            let shown = panels.indices.filter { panels[$0].condition.id == condition.id }
            var scores: [Double] = []
            var measures: [[[UnitMeasures]]] = []
            let jobs = condition.jobs(inputs.settings)
            for job in jobs {
                let network = try AblationNetwork(job, of: condition, inputs)
                let samples = try Self.testSamples(condition, job, inputs)
                let means = try shown.contains { panels[$0].toMean } ? network.trainingMeans(inputs) : []
                for index in shown {
                    let panel = panels[index]
                    let along = try Ablation(job.architecture).accuracies(
                        network.weights, on: samples,
                        orders: panel.orders.map { $0.neurons(network.measures, layer: panel.layer, seed: job.seed) },
                        at: panel.counts(inputs.settings), replacement: panel.toMean ? .values(means) : .zero,
                        checkCancellation: inputs.checkCancellation)
                    for (order, accuracies) in zip(panel.orders, along) { curves[index][order, default: []].append(accuracies) }
                }
                scores.append(network.testAccuracy)
                measures.append(network.measures)
            }
            conditions.append(
                AblatedCondition(
                    condition, epochs: condition.recipe(inputs.settings).epochs, seeds: jobs.map(\.seed), testAccuracies: scores,
                    measures: measures))
        }
        self.conditions = conditions
        self.curves = panels.indices.map {
            AblationCurves(panels[$0], counts: panels[$0].counts(inputs.settings), accuracies: curves[$0])
        }
    }

    /// The panels' conditions, each once, in order.
    static func conditions(of panels: [AblationPanel]) -> [AblationCondition] {
        var seen: Set<String> = []
        return panels.map(\.condition).filter { seen.insert($0.id).inserted }
    }

    /// Every setting of a figure of these panels.
    static func parameters(of panels: [AblationPanel]) -> [Parameter] {
        let conditions = conditions(of: panels)
        let curves = [AblationParameters.cifarTestSamples, AblationParameters.cifarPoints]
        return AblationCondition.parameters(of: conditions) + (conditions.contains(where: \.isCIFAR) ? curves : [])
    }

    static func needs(_ panels: [AblationPanel], _ settings: Settings) -> Needs {
        Needs(jobs: conditions(of: panels).flatMap { $0.jobs(settings) })
    }

    /// The curves of the panel of this letter.
    subscript(_ letter: String) -> AblationCurves {
        guard let found = curves.first(where: { $0.panel.letter == letter }) else { preconditionFailure("no panel '\(letter)'") }
        return found
    }

    /// The networks of the panel of this letter.
    func condition(_ letter: String) -> AblatedCondition {
        let id = self[letter].panel.condition.id
        return conditions.first { $0.condition.id == id }!
    }

    /// The test images, on CIFAR-10 the first of them: they stand in the order of their digests, so any number is a fair choice.
    private static func testSamples(_ condition: AblationCondition, _ job: TrainingJob, _ inputs: Inputs) throws -> LabelledSamples
    {
        guard let test = try inputs.data(job.data).split.test else { preconditionFailure("\(job.name) has no test set") }
        guard condition.isCIFAR else { return test }
        let count = inputs.settings.integer(AblationParameters.cifarTestSamples)
        return count < test.count ? test.selecting(0..<count) : test
    }
}
