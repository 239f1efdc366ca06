import Experiments

/// Figure 3: the four ways in which samples share bins, with what each does to the information, from figure 1's own network.
struct Figure3: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 3", "Four ways to share a bin, and what each of them costs")
    let conditions = [PlaneCondition.tanh]
    let measures = [Binning.chosenSize]

    /// One network at one epoch.
    private struct Stage {
        var epoch: Int
        /// Units x samples.
        var layers: [Matrix<Float>]
        var costs: [SharingCosts]
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let training = try inputs.training(PlaneData.szt.selection)
        let binning = Binning(size: inputs.settings.number(Binning.chosenSize))
        let networks = try needs(inputs.settings).jobs.map { job in
            let snapshots = try inputs.trajectory(job).snapshots
            return try [snapshots.first { $0.epoch >= 1 }!, snapshots.last!].map { snapshot in
                let layers = ActivationReader(job.architecture).read(snapshot.weights, on: training)
                let costs = try layers.map { layer in
                    try inputs.checkCancellation()
                    return SharingCosts(binning.rows(of: layer), labels: training.labels)
                }
                return Stage(epoch: snapshot.epoch, layers: layers, costs: costs)
            }
        }
        let (early, late) = (networks[0][0], networks[0][1])
        let scene = try Scene(in: late.layers, labels: training.labels, binning: binning, inputs.checkCancellation)
        return result(
            panels: scene.examples.map { scene.panel($0.kind, $0.example, size: Double(binning.size)) },
            tables: [
                scene.table(training),
                Self.table(
                    "The first network's whole layers: the share of the samples in bins of each kind",
                    SharingKind.allCases.map(\.words.header), [early, late]
                ) { costs in SharingKind.allCases.map { .number(costs.shares[$0]!, 3) } },
                Self.table(
                    "What the bins of each kind cost these layers, in bits",
                    ["two classes", "A", "B"].flatMap { ["\($0): I(X;T)", "\($0): I(T;Y)"] }, [early, late]
                ) { costs in
                    SharingKind.shared.map { costs.costs[$0]! }.flatMap { [.number($0.withInput, 3), .number($0.withLabel, 3)] }
                },
            ],
            values: [
                NamedValue("earlyEpoch", .epoch("training epoch"), early.epoch),
                NamedValue("lastEpoch", .epoch("training epoch"), late.epoch),
                NamedValue("layer", "layer", scene.layer), NamedValue("firstUnit", "unit", scene.units.0),
                NamedValue("secondUnit", "unit", scene.units.1),
                NamedValue("ixtBefore", .withInput, scene.examples[0].example.before.withInput, 1),
                NamedValue("ityBefore", .withLabel, scene.examples[0].example.before.withLabel, 1),
            ]
                + scene.examples.flatMap { kind, example in
                    [
                        NamedValue("\(kind.rawValue)ixt", .withInput, example.after.withInput, 1),
                        NamedValue("\(kind.rawValue)ity", .withLabel, example.after.withLabel, 1),
                    ]
                },
            claims: scene.examples.map { kind, example in
                Self.claim(
                    kind, before: example.before, after: example.after,
                    networks.joined().flatMap { $0.costs.compactMap { $0.costs[kind] } })
            } + [Self.separation(networks.map { network in network.map { $0.costs.map { $0.shares[.mixed]! } } })])
    }

    /// A row a stage and layer.
    private static func table(
        _ title: String, _ header: [String], _ stages: [Stage], _ cells: (SharingCosts) -> [TableResult.Cell]
    ) -> TableResult {
        let rows = stages.flatMap { stage in
            stage.costs.enumerated().map { layer, costs in
                ["\(stage.epoch)", .text(InformationPlane.layerLabel(layer, of: stage.costs.count))] + cells(costs)
            }
        }
        return TableResult(title, ["Epoch", "Layer"] + header, rows)
    }
}

extension Figure3 {
    /// Of the four drawn samples, and of the whole layer that goes furthest from the statement.
    /// - Parameters:
    ///   - before, after: the example's place without bins and with them.
    ///   - layers: what the kind costs each layer of each network and epoch, in bits.
    static func claim(
        _ kind: SharingKind, before: PlanePoint, after: PlanePoint, _ layers: [PlanePoint]
    ) -> Claim {
        // Below this a difference of sums of logarithms is rounding.
        let none = 1e-9
        let (falls, stays) = (Rule.over(none), Rule.equivalent(within: none))
        let (ofInput, ofLabel) = (kind == .alone ? stays : falls, kind == .mixed ? falls : stays)
        // A layer without such bins loses nothing by them and says nothing of them.
        let losses = layers.filter { $0.withInput > none }.map(\.withLabel)
        let worst = kind == .mixed ? losses.min() : losses.max { abs($0) < abs($1) }
        return Claim(
            "sharing-\(kind.rawValue)", kind.words.statement, .sentence, "Section 2.3, figure 3", basis: .construction,
            "lost to such bins, in bits", digits: 3,
            [
                .init("I(X;T) of the example", .exact(before.withInput - after.withInput), ofInput),
                .init("I(T;Y) of the example", .exact(before.withLabel - after.withLabel), ofLabel),
            ]
                + (worst.map { worst in
                    [.init("I(T;Y) of the whole layer that loses \(kind == .mixed ? "least" : "most")", .exact(worst), ofLabel)]
                } ?? []),
            remark: kind == .alone
                ? nil : "Layers with such bins, at the first epoch and the last of all networks: \(losses.count)")
    }

    /// "Many" are over a tenth; "samples from the same classes" leave under half of them.
    /// - Parameter shares: the share of the samples in mixed bins, [network][first and last epoch][layer].
    static func separation(_ shares: [[[Double]]]) -> Claim {
        let means = shares.map { $0.map(Statistics.mean) }
        return Claim(
            "mixed-bins-vanish",
            "At first many bins hold samples of different classes; as training goes on, bins come to hold samples of one class.",
            .sentence, "Section 2.3", "share of the samples in mixed bins, mean over layers", digits: 3, within: .share,
            [
                .init("after the first epoch", .networks(means.map { $0[0] }), .over(0.1)),
                .init("after the last, of that", .networks(means.map { $0[1] / $0[0] }), .under(0.5)),
            ])
    }
}
