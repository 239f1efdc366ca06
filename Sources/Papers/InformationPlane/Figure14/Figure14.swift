import Experiments

/// Figure 14: figure 5's ReLU histograms on MNIST-3, the digits 1, 3 and 8.
struct Figure14: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 14", "How activations fill the bins on MNIST-3: ReLU")
    let conditions = [PlaneCondition.mnistReLU, .relu]
    let measures = [BinNetworks.mnistReLUBinSize, PlaneNetworks.binSize]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let mnist = try BinNetworks(.mnistReLU, binSize: BinNetworks.mnistReLUBinSize, source: "Appendix D, figure 14", inputs)
        let szt = try BinNetworks(.relu, source: mnist.source, inputs)
        return BinNetworks.result(self, [mnist], claims: mnist.reluClaims + [mnist.sameWay(as: szt)])
    }

    func chart(_ result: FigureResult) -> Chart? {
        BinNetworks.chart(result, columns: 3, aspect: 0.4) { _ in Palette.categorical[1] }
    }
}
