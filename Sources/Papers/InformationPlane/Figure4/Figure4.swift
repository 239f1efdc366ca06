import Experiments

/// Figure 4: the information planes of the tanh and the ReLU network whose bins figure 5 shows.
struct Figure4: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 4", "Information planes of the networks whose bins are shown")
    let conditions = [PlaneCondition.tanh, .relu]

    /// A network's plane, and how its activations gather in the end bins.
    struct Layers {
        var plane: InformationPlane
        /// By layer, at the last epoch: the share of activations in the bins at the activation function's bounds.
        var endShares: [Double]

        var output: LayerInformation { plane.layers[plane.outputLayer].last! }
    }

    typealias Networks = LearnedNetworks<Layers>

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let size = inputs.settings.number(PlaneNetworks.binSize)
        let measured = try conditions.map { condition in
            let networks = try condition.learned(inputs) { trajectory in
                let (architecture, last) = (trajectory.job.architecture, trajectory.job.recipe.epochs)
                let endShares = try (0..<architecture.layerCount).map { layer in
                    let codes = try Binning(size: size).codes(ofLayer: layer, of: trajectory, epoch: last, inputs)
                    return BinHistogram(codes: codes, range: .of(architecture, layer, size: size, codes: [codes])).endShare
                }
                return Layers(plane: try ScoredPlane(trajectory, inputs).plane, endShares: endShares)
            }
            return (condition: condition, networks: networks)
        }
        let (tanh, relu) = (measured[0].networks, measured[1].networks)
        let output = Quantity.bits("information of input and output layer", "I(X;T)")
        return result(
            panels: measured.enumerated().map { index, entry in
                let series = InformationPlane.series(entry.networks.measured.map(\.plane))
                return PanelResult(FigureLetters[index], "\(entry.condition.name) network", series)
            },
            values: DataEntropies.values(try inputs.limits(PlaneData.szt.selection))
                + measured.flatMap { condition, networks in
                    [
                        NamedValue("\(condition.id)Networks", "networks trained", networks.trained),
                        NamedValue("\(condition.id)Dead", "networks that never left chance", networks.dead),
                        NamedValue("\(condition.id)Output", output, networks.drawn.output.withInput, 2),
                    ]
                },
            claims: [
                Self.clusteredLayersCompress(tanh), Self.outputEndsAtOneBit(tanh, id: "tanh", name: "tanh"),
                Self.reluTopRight(relu), Self.reluDoesNotCompress(relu),
                Self.outputEndsAtOneBit(relu, id: "relu", name: "ReLU"),
            ])
    }
}

extension Figure4 {
    /// Clustered are the two layers with the largest shares of activations in the extreme bins.
    static func clusteredLayersCompress(_ networks: Networks) -> Claim {
        let falls = networks.measured.map { $0.plane.layers.indices.map($0.plane.compression(ofLayer:)) }
        let groups = zip(networks.measured, falls).map { network, falls in
            let order = network.endShares.indices.sorted { (network.endShares[$0], $0) > (network.endShares[$1], $1) }
            return (clustered: order.prefix(2).map { falls[$0] }, others: order.dropFirst(2).map { falls[$0] })
        }
        func parts(_ label: String, _ others: ([Double]) -> Double) -> [Claim.Part] {
            [
                .init(
                    "the clustered layer that falls less", .networks(groups.map { $0.clustered.min()! }), .over(VisibleShift.bits)),
                .init(label, .networks(groups.map { others($0.others) }), .equivalent(within: VisibleShift.bits)),
            ]
        }
        let layers = falls[0].indices.map { layer in
            let label = InformationPlane.layerLabel(layer, of: falls[0].count).lowercased()
            let ends = Statistics.mean(networks.measured.map { 100 * $0.endShares[layer] })
            return
                "\(label) \(Estimate(mean: falls.map { $0[layer] }).clamped(to: .nonnegative).short(digits: 2)) bits, \(ends.fixed(0)) %"
        }
        return Claim(
            "clustered-layers-compress", "Tanh: the two layers that get clustered show compression while the others do not.",
            .sentence, "Section 2.3, figures 4a and 5", "fall of I(X;T) from its highest point to the end, in bits", digits: 2,
            parts("the other layer that falls most") { $0.max()! },
            readings: [.init("the others on average", parts("other layers", Statistics.mean))],
            remark: networks.remark(
                after: "With the share of activations in the extreme bins at the end: \(layers.joined(separator: "; "))"))
    }

    static func outputEndsAtOneBit(_ networks: Networks, id: String, name: String) -> Claim {
        Claim(
            "\(id)-output-one-bit",
            "The output layer of the \(name) network drifts towards I(X;T) = 1, the bit that tells which class is decided for.",
            .number, "Section 2.3", published: "1 bit", "final I(X;T) of the output, in bits", digits: 2,
            .networks(networks.measured.map(\.output.withInput)), .near(1, within: VisibleShift.bits), remark: networks.remark)
    }

    static func reluTopRight(_ networks: Networks) -> Claim {
        func change(_ value: (LayerInformation) -> Double) -> Sample {
            .networks(
                networks.measured.map { network in
                    let plane = network.plane
                    guard let first = plane.epochs.firstIndex(of: 1) else { preconditionFailure("epoch 1 is not recorded") }
                    return Statistics.mean(
                        plane.hiddenLayers.map { value(plane.layers[$0].last!) - value(plane.layers[$0][first]) })
                })
        }
        func parts(_ least: Double) -> [Claim.Part] {
            [.init("I(X;T)", change(\.withInput), .over(least)), .init("I(T;Y)", change(\.withLabel), .over(least))]
        }
        return Claim(
            "relu-top-right", "The ReLU layers' paths lead towards the top right.", .sentence, "Section 2.3, figure 4b",
            "change from epoch 1 to the last, mean of the hidden layers, in bits", digits: 2, parts(VisibleShift.bits),
            readings: [.init("any gain at all", parts(0))], remark: networks.remark)
    }

    /// The paper tells it of Saxe et al. (2018) and does not say it of its own networks.
    static func reluDoesNotCompress(_ networks: Networks) -> Claim {
        let falls = networks.measured.map { network in
            Statistics.mean(network.plane.hiddenLayers.suffix(2).map(network.plane.compression(ofLayer:)))
        }
        return Claim(
            "relu-no-compression", "The ReLU layers do not compress.", .cited, "Saxe et al. 2018, cited in Section 1",
            "fall of I(X;T) of layers 4 and 5 from its highest point to the end, in bits", digits: 2, .networks(falls),
            .equivalent(within: VisibleShift.bits), remark: networks.remark)
    }
}
