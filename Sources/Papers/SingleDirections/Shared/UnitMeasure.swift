import Experiments

/// What a unit tells of the class, as one number that figures set against what its ablation costs.
struct UnitMeasure: Sendable {
    /// Of its column.
    let id: String
    let quantity: Quantity
    let value: @Sendable (DirectionUnit) -> Double

    static let selectivity = UnitMeasure(id: "selectivity", quantity: "class selectivity index") { $0.selectivityIndex }
    static let information = UnitMeasure(
        id: "bits", quantity: Quantity("mutual information of activity and class", symbol: "I(T;Y)", unit: "bit")
    ) { $0.mutualInformation }
}

/// The straight line of least squares through points, from its least x to its greatest.
struct FittedLine: Equatable {
    /// Both ends'.
    let x, y: [Double]

    /// nil where x does not vary.
    init?(x: [Double], y: [Double]) {
        guard let least = x.min(), let greatest = x.max(), least < greatest else { return nil }
        let (meanX, meanY) = (Statistics.mean(x), Statistics.mean(y))
        let slope =
            zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
            / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        self.x = [least, greatest]
        self.y = [least, greatest].map { meanY + slope * ($0 - meanX) }
    }
}
