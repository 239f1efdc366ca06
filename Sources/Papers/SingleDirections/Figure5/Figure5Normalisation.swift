import Experiments

extension Figure5 {
    /// What is ablated, and to what. The first is drawn; the others tell where a difference between the networks comes from.
    enum Treatment: String, CaseIterable {
        case both, first, second, mean

        var label: String {
            switch self {
            case .both: "both layers, to zero"
            case .first: "layer 1, to zero"
            case .second: "layer 2, to zero"
            case .mean: "both layers, to each unit's mean"
            }
        }

        /// For the values' ids: "Both".
        var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

        var layers: [Int]? {
            switch self {
            case .both, .mean: nil
            case .first: [0]
            case .second: [1]
            }
        }

        /// - Parameter samples: the whole training set.
        func replacement(_ weights: Weights, of job: TrainingJob, on samples: LabelledSamples, _ inputs: Inputs) throws
            -> Ablation.Replacement
        {
            guard self == .mean else { return .zero }
            return .values(
                try UnitMoments(weights, of: job.architecture, on: samples, checkCancellation: inputs.checkCancellation).means)
        }
    }

    /// Networks with or without batch normalisation, under each treatment.
    struct TreatedNetworks {
        let label: String
        let curves: [Treatment: PerturbedNetworks]

        /// The mean area over networks and orders.
        func area(_ treatment: Treatment) -> Double { Statistics.mean(curves[treatment]!.areas) }
    }

    static func treated(_ condition: DirectionCondition, _ inputs: Inputs) throws -> TreatedNetworks {
        let label = condition.isNormalised ? "with batch normalisation" : "without"
        let jobs = condition.jobs(inputs.settings, count: inputs.settings.integer(instances))
        var curves: [Treatment: PerturbedNetworks] = [:]
        for treatment in Treatment.allCases {
            curves[treatment] = try ablated(condition, jobs: jobs, label: label, treatment, inputs)
        }
        return TreatedNetworks(label: label, curves: curves)
    }

    static func normalisationTable(_ plain: TreatedNetworks, _ normalised: TreatedNetworks) -> TableResult {
        TableResult(
            title: "Area under the ablation curve of the networks of panel b, by what is ablated; means over networks and orders",
            header: ["Ablated", "Without batch normalisation", "With", "With less without"],
            rows: Treatment.allCases.map { treatment in
                let (without, with) = (plain.area(treatment), normalised.area(treatment))
                return [
                    .text(treatment.label), .number(without, digits: 3), .number(with, digits: 3),
                    .number(with - without, digits: 3),
                ]
            })
    }

    static func normalisationValues(_ plain: TreatedNetworks, _ normalised: TreatedNetworks) -> [NamedValue] {
        [("plain", plain), ("normalised", normalised)].flatMap { name, networks in
            Treatment.allCases.map { treatment in
                NamedValue(
                    id: "\(name)\(treatment.name)", quantity: Quantity("area under the curve, \(treatment.label)"),
                    value: networks.area(treatment), digits: 2)
            }
        }
    }
}
