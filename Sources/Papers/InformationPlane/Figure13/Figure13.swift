import Experiments

/// Figure 13: figure 5's tanh histograms on MNIST-3, the digits 1, 3 and 8.
struct Figure13: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 13", "How activations fill the bins on MNIST-3: tanh")
    let conditions = [PlaneCondition.mnistTanh, .tanh]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let mnist = try BinNetworks(.mnistTanh, source: "Appendix D, figure 13", inputs)
        let szt = try BinNetworks(.tanh, source: mnist.source, inputs)
        return BinNetworks.result(self, [mnist], claims: mnist.tanhClaims + [mnist.sameWay(as: szt)])
    }

    func chart(_ result: FigureResult) -> Chart? {
        BinNetworks.chart(result, columns: 3, aspect: 0.4) { _ in Palette.categorical[0] }
    }
}
