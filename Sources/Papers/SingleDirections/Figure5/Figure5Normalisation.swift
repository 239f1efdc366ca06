import Experiments

/// Networks with or without batch normalisation, by which units are ablated and to what. The first treatment is drawn; the others tell where a
/// difference between the networks comes from.
struct TreatedNetworks {
    /// Their words, and the ends of their values' ids: "Both".
    let treatments: [(label: String, name: String, networks: PerturbedNetworks)]

    init(_ condition: DirectionCondition, _ inputs: Inputs) throws {
        let (id, label) = condition.treatment
        let parts = condition.parts
        treatments =
            try parts.map { part in
                let layers = part.layer.map { [$0] }
                return (
                    "\(part.label), to zero", part.name, try condition.ablated(inputs, id: id, label: label, layers: layers)
                )
            } + [
                (
                    "\(parts[0].label), to each unit's mean", "Mean",
                    try condition.ablated(inputs, id: id, label: label, toMeans: condition.moments(inputs))
                )
            ]
    }

    var values: [NamedValue] {
        treatments.map {
            NamedValue("\($0.networks.id)\($0.name)", Quantity("area under the curve, \($0.label)"), $0.networks.area, 2)
        }
    }

    static func table(plain: TreatedNetworks, normalised: TreatedNetworks) -> TableResult {
        let rows = zip(plain.treatments, normalised.treatments).map {
            (label: $0.label, without: $0.networks.area, with: $1.networks.area)
        }
        return TableResult(
            "Area under the ablation curve of the networks of panel c, by what is ablated; means over networks and orders",
            of: rows,
            [
                ("Ablated", { .text($0.label) }), ("Without batch normalisation", { .number($0.without, 3) }),
                ("With", { .number($0.with, 3) }), ("With less without", { .number($0.with - $0.without, 3) }),
            ])
    }
}

extension DirectionCondition {
    /// With or without batch normalisation: for ids, and in words.
    var treatment: (id: String, label: String) {
        isNormalised == true ? ("normalised", "with batch normalisation") : ("plain", "without")
    }
}
