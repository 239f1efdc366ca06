import Experiments

/// Figure 5: bin histograms of layers 4, 5 and the output of a tanh and a ReLU network, at three epochs.
struct Figure5: Experiment {
    let identity = Identity(.informationPlane, "Figure 5", "How activations fill the bins: tanh and ReLU at three epochs")

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, PlaneNetworks.tanhLearningRate,
        PlaneNetworks.reluLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    private static let conditions = [BinCondition.sztTanh, .sztReLU]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Self.conditions.flatMap { $0.jobs(settings) }) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let results = try Self.conditions.map { try BinHistogramResult($0, inputs) }
        let places = NetworkBins.layerNames.indices.flatMap { layer in results.map { (layer: layer, result: $0) } }
        let panels = places.enumerated().map { index, place in
            place.result.panel(
                place.layer, letter: FigureLetters[index],
                title: "\(NetworkBins.layerNames[place.layer]), \(place.result.condition.name)")
        }
        let values = places.enumerated().flatMap { $1.result.values($1.layer, letter: FigureLetters[$0]) }
        let source = "Section 2.3, figure 5"
        let (tanh, relu) = (results[0].networks, results[1].networks)
        return FigureResult(
            id: id, title: title, panels: panels, tables: BinHistogramResult.tables(results),
            values: results[0].commonValues + results.flatMap(\.values) + values,
            claims: BinHistogramClaims.tanh(tanh, source: source) + BinHistogramClaims.relu(relu, source: source)
                + [BinHistogramClaims.compressionEmpties(tanh, relu, source: "Section 2.3, figures 4 and 5")])
    }

    func chart(_ result: FigureResult) -> Chart? {
        BinHistogramChart.chart(result, columns: 2, aspect: 0.155) { Palette.categorical[$0] }
    }
}
