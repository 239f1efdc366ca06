import Experiments

/// Figure 3: how often pruning ends in layer collapse, by the share of nodes that is removed.
struct Figure3: ComparisonFigure {
    let identity = Identity(.mutualInformationPruning, "Figure 3", "Layer collapse by method")

    func studies(_ settings: Settings) -> [PruningStudy] { PruningStudy.compared(settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let groups = try studies(inputs.settings).map { try PrunedGroup($0, inputs) }
        // Trained networks above (a), untrained ones below (b).
        let ordered = groups.filter(\.isTrained) + groups.filter { !$0.isTrained }
        return result(
            panels: ordered.map { group in
                PanelResult(
                    group.isTrained ? "a" : "b", group.name,
                    PruningMethod.papers(isTrained: group.isTrained).map { group.courseOfCollapse($0) })
            }, tables: [Self.table(groups)], claims: Self.claims(groups))
    }

    private static func table(_ groups: [PrunedGroup]) -> TableResult {
        let rows = groups.flatMap { group in group.methods.map { (group, $0) } }
        func runs(_ row: (PrunedGroup, PruningMethod), above: Double) -> TableResult.Cell {
            let runs = row.0[row.1].joined().filter { $0.mask.sparsity > above }
            return runs.isEmpty ? "–" : .text("\(runs.count(where: \.isCollapsed)) of \(runs.count)")
        }
        return TableResult(
            "Runs that ended in layer collapse, of all and of those with most of their nodes removed", of: rows,
            [
                (
                    "Networks",
                    { .text($0.1 == $0.0.methods[0] ? $0.0.name : "") }
                ),
                ("Method", { .text($0.1.label) }), ("All", { runs($0, above: -1) }), ("Above 80 %", { runs($0, above: 0.8) }),
                ("Above 90 %", { runs($0, above: 0.9) }), ("Above 95 %", { runs($0, above: 0.95) }),
            ])
    }

    static func claims(_ groups: [PrunedGroup]) -> [Claim] {
        func group(_ family: PrunedFamily, _ isTrained: Bool) -> PrunedGroup? {
            groups.first { $0.family.id == family.id && $0.isTrained == isTrained }
        }
        let source = "Section 5, figure 3"
        func robust(_ id: String, _ statement: String, _ family: PrunedFamily) -> Claim {
            guard let trained = group(family, true), let untrained = group(family, false) else {
                return Claim(id, statement, .sentence, source, notAssessed: "no such networks in this run")
            }
            // Where neither collapses in any run, at the sparsities that were reached, neither is the more robust.
            var idle: [String] = []
            let parts = [trained, untrained].flatMap { group in
                PruningMethod.papers(isTrained: group.isTrained).dropFirst().compactMap { method -> Claim.Part? in
                    let label = "\(method.label), \(group.isTrained ? "trained" : "untrained")"
                    guard group.collapses(method) || group.collapses(.mipp) else {
                        idle.append(label)
                        return nil
                    }
                    return .init(label, .networks(group.excess(method)), .over(0))
                }
            }
            guard !parts.isEmpty else {
                return Claim(id, statement, .sentence, source, notAssessed: "no method collapses at the sparsities reached")
            }
            return Claim(
                id, statement, .sentence, source, "runs of another method that collapse, less those of MIPP, in % of all",
                digits: 0, within: .points, parts,
                remark: idle.isEmpty
                    ? nil : "Neither collapses in any run, and nothing can be told: \(idle.joined(separator: "; "))")
        }
        func rare(_ id: String, _ statement: String, _ group: PrunedGroup?, above: Double) -> Claim {
            guard let group, let shares = group.collapsedShares(.mipp, above: above) else {
                return Claim(
                    id, statement, .sentence, source,
                    notAssessed: "no network of MIPP with more than \((100 * above).fixed(0)) % of its nodes removed")
            }
            return Claim(
                id, statement, .sentence, source, "runs of MIPP that collapse above that sparsity, in %", digits: 0,
                within: .percent,
                .networks(shares.map { 100 * $0 }), .under(25))
        }
        return [
            robust("lenet5-robust", "For LeNet-5, MIPP is the method most robust to layer collapse.", .leNet5),
            rare(
                "lenet5-above-95", "MIPP produces trainable LeNet-5 networks even at sparsity levels above 95 %.",
                group(.leNet5, true), above: 0.95),
            rare(
                "vgg11-above-90", "For the untrained VGG11, untrainable bottlenecks remain rare even at a sparsity above 90 %.",
                group(.vgg11, false), above: 0.9),
            robust(
                "resnet18-robust",
                "For ResNet-18, MIPP only causes layer collapse at sparsity levels much higher than competing techniques.",
                .resNet18),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let trained = result.panels.count { $0.letter == "a" }
        var letters: Set<String> = []
        let panels = result.panels.map { panel in
            return Panel(
                letter: letters.insert(panel.letter).inserted ? panel.letter : nil, title: RichText(plain: panel.title),
                x: .percent("nodes removed", group: "removed"),
                y: Axis("runs collapsed", including: [0, 100], ends: .padded, format: .unit("%"), group: "collapsed"),
                marks: PruningMethod.marks(panel, "collapsed", bands: false))
        }
        return Chart(panels: panels, columns: trained, aspect: 0.9, legend: Legend(.bottom))
    }
}

extension PrunedGroup {
    /// The share of a method's runs that collapsed, in each twentieth of the share of removed nodes that has runs.
    fileprivate func courseOfCollapse(_ method: PruningMethod) -> Series {
        let runs = self[method].joined()
        let bins = Dictionary(grouping: runs) { min(Int($0.mask.sparsity * 20), 19) }.sorted { $0.key < $1.key }
        return Series(
            method.rawValue, method.label,
            Column("sparsity", Quantity("nodes removed, middle of the bin", unit: "%"), bins.map { 5 * Double($0.key) + 2.5 }),
            [
                Column(
                    "collapsed", Quantity("runs collapsed", unit: "%"),
                    bins.map { bin in
                        100 * Double(bin.value.count(where: \.isCollapsed)) / Double(bin.value.count)
                    }), Column("runs", "runs", bins.map(\.value.count)),
            ])
    }

    fileprivate func collapses(_ method: PruningMethod) -> Bool { self[method].joined().contains(where: \.isCollapsed) }

    /// The share of a network's runs that collapse by another method less that by MIPP, in %, one a network.
    fileprivate func excess(_ method: PruningMethod) -> [Double] {
        zip(self[method], self[.mipp]).map { theirs, ours in
            100 * Double(theirs.count(where: \.isCollapsed) - ours.count(where: \.isCollapsed)) / Double(ours.count)
        }
    }

    /// The share of a network's runs above a sparsity that collapse, one a network that has some; nil where none has.
    fileprivate func collapsedShares(_ method: PruningMethod, above: Double) -> [Double]? {
        let sparse = self[method].map { runs in runs.filter { $0.mask.sparsity > above } }.filter { !$0.isEmpty }
        let shares = sparse.map { runs -> Double in Double(runs.count(where: \.isCollapsed)) / Double(runs.count) }
        return shares.isEmpty ? nil : shares
    }
}
