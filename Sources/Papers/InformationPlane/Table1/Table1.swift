import Experiments

/// Table 1: I(X;Y) and H(X) of the data, the corner of the plane towards which layers drift as bins shrink.
struct Table1: Experiment {
    let identity = Identity(.informationPlane, "Table 1", "Entropy of the input and its information about the label")
    let parameters: [Parameter] = []

    /// A published row; `id` begins the names of its values and claims.
    struct Row {
        let id: String
        let name: String
        let ixy: Double
        let hx: Double
    }

    static let published = [
        Row(id: "", name: "SZT", ixy: 0.997_673_429_514_371_4, hx: 11.677_719_641_641_012),
        Row(id: "mnist", name: "MNIST-3", ixy: 1.584_962_500_721_157_9, hx: 10.550_746_785_383_243),
    ]

    private static let data = [PlaneNetworks.szt, PlaneNetworks.mnist3]

    func needs(_ settings: Settings) -> Needs { Needs(data: Self.data) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        var rows: [[TableResult.Cell]] = []
        var values: [NamedValue] = []
        var claims: [Claim] = []
        for (published, selection) in zip(Self.published, Self.data) {
            let loaded = try inputs.data(selection)
            let (hx, ixy) = DataEntropies.of(loaded.split.training)
            let standIn = loaded.identity.standInFor == nil ? "" : " (stand-in \(loaded.identity.name))"
            rows.append([
                .text(published.name + standIn), .number(ixy, digits: 8), .number(published.ixy, digits: 8), .number(hx, digits: 8),
                .number(published.hx, digits: 8),
            ])
            values += [
                NamedValue(
                    id: "\(published.id)hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: hx,
                    digits: 8),
                NamedValue(
                    id: "\(published.id)ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"),
                    value: ixy, digits: 8),
            ]
            claims += Self.claims(hx: hx, ixy: ixy, published: published)
        }
        return FigureResult(
            id: id, title: title,
            tables: [
                TableResult(
                    title: "Bits of input entropy and of information about the label",
                    header: ["Data", "I(X;Y) measured", "I(X;Y) published", "H(X) measured", "H(X) published"], rows: rows)
            ],
            values: values, claims: claims)
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        claim.id.hasPrefix("mnist") ? [PlaneNetworks.mnist3] : [PlaneNetworks.szt]
    }

    func chart(_ result: FigureResult) -> Chart? { nil }

    /// Both are identities: the entropy is the logarithm of the number of samples, all different, the information the labels' entropy. They
    /// agree to the last digit that a double holds; but how many SZT patterns of each class a split puts into the training set is chance,
    /// which moves their information by about 0.0006 bits (standard deviation): five of these are allowed.
    static func claims(hx: Double, ixy: Double, published: Row) -> [Claim] {
        func claim(
            _ id: String, _ statement: String, _ published: Double, _ measured: Double, isChance: Bool = false
        ) -> Claim {
            Claim(
                id: id, statement: statement, source: "Section 2.3, table 1", origin: .number,
                basis: isChance ? .measured : .construction, published: "\(published.fixed(8)) bits", quantity: "in bits",
                digits: 8,
                parts: [.init(.exact(measured), .near(published, within: isChance ? 0.003 : 1e-6))])
        }
        return [
            claim(
                "\(published.id)hx", "The input of \(published.name) has the entropy of equally likely, distinct samples.",
                published.hx, hx),
            claim(
                "\(published.id)ixy",
                "The input of \(published.name) determines the label: their information is the label's entropy.", published.ixy,
                ixy, isChance: published.id.isEmpty),
        ]
    }
}
