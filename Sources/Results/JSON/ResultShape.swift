// What holds of every figure's result, so that no reader of one need look first: see `ShapeChecked`.

extension FigureID: ShapeChecked {
    /// It names files.
    var brokenRule: BrokenRule? {
        let isName = { (part: String) in part.utf8.allSatisfy(Self.isAllowed) && !part.hasPrefix(".") && part.utf8.count <= 100 }
        return isName(paper) && isName(figure) ? nil : BrokenRule("", "'\(description.shortened)' is no figure's name")
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension FigureResult: ShapeChecked {
    var brokenRule: BrokenRule? {
        BrokenRule(repeated: values.map(\.id), in: "values", what: "numbers")
            ?? BrokenRule(repeated: settings.map(\.key), in: "settings", what: "settings")
            ?? BrokenRule(repeated: claims.map(\.id), in: "claims", what: "claims")
    }
}

extension PanelResult: ShapeChecked {
    var brokenRule: BrokenRule? { BrokenRule(repeated: series.map(\.id), in: "series", what: "series") }
}

extension Series: ShapeChecked {
    var brokenRule: BrokenRule? {
        if let short = columns.first(where: { $0.values.count != index.values.count }) {
            return BrokenRule(
                "columns",
                "'\(short.id.shortened)' has \(short.values.count) values, its index '\(index.id.shortened)' has \(index.values.count)"
            )
        }
        return BrokenRule(repeated: columns.map(\.id), in: "columns", what: "columns")
    }
}

extension Column: ShapeChecked {
    var brokenRule: BrokenRule? {
        guard let place = replicates.firstIndex(where: { $0.count != values.count }) else { return nil }
        return BrokenRule(
            "replicates", "network \(place + 1) has \(replicates[place].count) values, the column has \(values.count)")
    }
}

extension Tolerance: ShapeChecked {
    var brokenRule: BrokenRule? {
        absolute >= 0 && relative >= 0 ? nil : BrokenRule("", "a tolerance is at least 0")
    }
}

extension TableResult: ShapeChecked {
    var brokenRule: BrokenRule? {
        guard let place = rows.firstIndex(where: { $0.count != header.count }) else { return nil }
        return BrokenRule("rows", "row \(place + 1) has \(rows[place].count) cells, the header has \(header.count)")
    }
}

/// Digits behind a point that a number can have.
private let printable = 0...30

extension TableResult.Cell: ShapeChecked {
    var brokenRule: BrokenRule? {
        guard case .number(_, let digits) = self, !printable.contains(digits) else { return nil }
        return BrokenRule("digits", "\(digits) digits are not among 0 to 30")
    }
}

extension NamedValue: ShapeChecked {
    var brokenRule: BrokenRule? {
        printable.contains(digits) ? nil : BrokenRule("digits", "\(digits) digits are not among 0 to 30")
    }
}

extension DataRecord: ShapeChecked {
    var brokenRule: BrokenRule? { samples >= 0 ? nil : BrokenRule("samples", "\(samples) samples are less than none") }
}

extension Claim.Estimate: ShapeChecked {
    var brokenRule: BrokenRule? {
        (0...1_000_000).contains(networks) ? nil : BrokenRule("networks", "\(networks) networks are not among 0 to 1000000")
    }
}

extension Claim.Part: ShapeChecked {
    var brokenRule: BrokenRule? {
        rule.suits(sample) ? nil : BrokenRule("rule", "a rule that cannot judge such a sample")
    }
}
