import Experiments

/// Figure 5: bin histograms of layers 4, 5 and the output of a tanh and a ReLU network, at three epochs.
struct Figure5: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 5", "How activations fill the bins: tanh and ReLU at three epochs")
    let conditions = [PlaneCondition.tanh, .relu]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let tanh = try BinNetworks(.tanh, source: "Section 2.3, figure 5", inputs)
        let relu = try BinNetworks(.relu, source: "Section 2.3, figure 5", inputs)
        return BinNetworks.result(
            self, [tanh, relu],
            claims: tanh.tanhClaims + relu.reluClaims
                + [tanh.compressionEmpties(relu, source: "Section 2.3, figures 4 and 5")])
    }

    func chart(_ result: FigureResult) -> Chart? {
        BinNetworks.chart(result, columns: 2, aspect: 0.155) { Palette.categorical[$0] }
    }
}
