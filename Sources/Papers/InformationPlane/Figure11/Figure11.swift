import Experiments

/// Figure 11: figure 1 on MNIST-3, the digits 1, 3 and 8.
struct Figure11: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 11", "Information planes on MNIST-3 at four bin sizes")
    let conditions = [PlaneCondition.mnistTanh]
    let measures = [BinSizePlanes.binSizes]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try BinSizePlanes(.mnistTanh, inputs)
        // The paper says of SZT only that the output's end point stays.
        let claims = planes.claims(source: "Appendix D, figure 11", endPoint: .ours)
        return result(panels: planes.panels, values: planes.values, claims: claims)
    }
}
