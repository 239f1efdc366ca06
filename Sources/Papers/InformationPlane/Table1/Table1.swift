import Experiments

/// Table 1: I(X;Y) and H(X) of the data, the corner of the plane towards which layers drift as bins shrink.
struct Table1: CountedExperiment {
    let identity = Identity(.informationPlane, "Table 1", "Entropy of the input and its information about the label")
    let parameters: [Parameter] = []

    /// A published row.
    struct Row {
        /// Begins the names of its values and claims.
        let id: String
        let name: String
        let data: DataSelection
        /// Whether it is chance how many samples of each class the training set has.
        let isSplitByChance: Bool
        let ixy: Double
        let hx: Double
    }

    static let published = [
        Row(
            id: "", name: "SZT", data: PlaneData.szt.selection, isSplitByChance: true, ixy: 0.997_673_429_514_371_4,
            hx: 11.677_719_641_641_012),
        Row(
            id: "mnist", name: "MNIST-3", data: PlaneData.mnist3.selection, isSplitByChance: false, ixy: 1.584_962_500_721_157_9,
            hx: 10.550_746_785_383_243),
    ]

    func needs(_ settings: Settings) -> Needs { Needs(data: Self.published.map(\.data)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let rows = try Self.published.map { row in
            let identity = try inputs.data(row.data).identity
            let standIn = identity.standInFor == nil ? "" : " (stand-in \(identity.name))"
            return (published: row, name: row.name + standIn, measured: try inputs.limits(row.data))
        }
        let table = TableResult(
            "Bits of input entropy and of information about the label", of: rows,
            [
                ("Data", { .text($0.name) }), ("I(X;Y) measured", { .number($0.measured.ixy, 8) }),
                ("I(X;Y) published", { .number($0.published.ixy, 8) }), ("H(X) measured", { .number($0.measured.hx, 8) }),
                ("H(X) published", { .number($0.published.hx, 8) }),
            ])
        return result(
            tables: [table],
            values: rows.flatMap { row in
                [
                    NamedValue("\(row.published.id)hx", DataEntropies.input, row.measured.hx, 8),
                    NamedValue("\(row.published.id)ixy", DataEntropies.label, row.measured.ixy, 8),
                ]
            }, claims: rows.flatMap { Self.claims(hx: $0.measured.hx, ixy: $0.measured.ixy, published: $0.published) })
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        Self.published.filter { ["\($0.id)hx", "\($0.id)ixy"].contains(claim.id) }.map(\.data)
    }

    /// Both are identities: the entropy is the logarithm of the number of samples, all different, the information the labels' entropy. They
    /// agree to the last digit that a double holds; but how many SZT patterns of each class a split puts into the training set is chance,
    /// which moves their information by about 0.0006 bits (standard deviation): five of these are allowed.
    static func claims(hx: Double, ixy: Double, published: Row) -> [Claim] {
        func claim(_ id: String, _ statement: String, _ value: Double, _ measured: Double, isChance: Bool = false) -> Claim {
            Claim(
                published.id + id, statement, .number, "Section 2.3, table 1", basis: isChance ? .measured : .construction,
                published: "\(value.fixed(8)) bits", "in bits", digits: 8, .exact(measured),
                .near(value, within: isChance ? 0.003 : 1e-6))
        }
        return [
            claim("hx", "The input of \(published.name) has the entropy of equally likely, distinct samples.", published.hx, hx),
            claim(
                "ixy", "The input of \(published.name) determines the label: their information is the label's entropy.",
                published.ixy, ixy, isChance: published.isSplitByChance),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
