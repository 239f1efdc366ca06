import Charts
import Datasets
import Networks
import Results

/// Table 1: I(X;Y) and H(X) of the data, the corner of the plane towards which layers drift as bins shrink.
public struct InformationPlaneTable1: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "table1")
    public let label = "Table 1"
    public let title = "Entropy of the input and its information about the label"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID
    public let parameters: [Parameter] = []

    /// The published row of each data set.
    package static let published: [(name: String, ixy: Double, hx: Double)] = [
        ("SZT", 0.997_673_429_514_371_4, 11.677_719_641_641_012),
        ("MNIST-3", 1.584_962_500_721_157_9, 10.550_746_785_383_243),
    ]

    public func needs(_ settings: Settings) -> Needs { Needs(data: [PlaneNetworks.szt]) }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let training = try inputs.data(PlaneNetworks.szt).split.training
        let (hx, ixy) = DataEntropies.of(training)
        let rows = Self.published.map { row -> [TableResult.Cell] in
            let isMeasured = row.name == "SZT"
            return [
                .text(row.name),
                isMeasured ? .number(ixy, digits: 8) : .text("not run"), .number(row.ixy, digits: 8),
                isMeasured ? .number(hx, digits: 8) : .text("not run"), .number(row.hx, digits: 8),
            ]
        }
        return FigureResult(
            id: id, title: title,
            tables: [
                TableResult(
                    title: "Bits of input entropy and of information about the label",
                    header: ["Data", "I(X;Y) measured", "I(X;Y) published", "H(X) measured", "H(X) published"], rows: rows)
            ],
            values: [
                NamedValue(id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: hx, digits: 8),
                NamedValue(
                    id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: ixy, digits: 8),
                NamedValue(id: "samples", quantity: Quantity("training samples"), value: Double(training.count), digits: 0),
            ],
            claims: Self.claims(hx: hx, ixy: ixy, published: Self.published[0]))
    }

    public func chart(_ result: FigureResult) -> Chart? { nil }

    package static func claims(hx: Double, ixy: Double, published: (name: String, ixy: Double, hx: Double)) -> [Claim] {
        func claim(_ id: String, _ statement: String, _ published: Double, _ measured: Double) -> Claim {
            let estimate = Claim.Estimate(value: measured, lower: measured, upper: measured)
            return Claim(
                id: id, statement: statement, source: "Section 2.3, table 1", kind: .number,
                published: "\(published.fixed(8)) bits", measured: "\(measured.fixed(8)) bits", estimate: estimate,
                rule: "Reproduced within 0.003 bits of the published value, partly within 0.03.",
                verdict: ClaimRules.number(published: published, measured: estimate, near: 0.003, far: 0.03))
        }
        return [
            claim("hx", "The input of \(published.name) has the entropy of equally likely, distinct samples.", published.hx, hx),
            claim("ixy", "The input of \(published.name) determines the label: their information is the label's entropy.", published.ixy, ixy),
        ]
    }
}
