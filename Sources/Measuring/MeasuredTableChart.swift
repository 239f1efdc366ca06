import Charts

extension MeasuredTable {
    /// The measurement as a figure, in the manner of the papers' figures; nil where nothing has a value.
    public var chart: Chart? {
        guard
            rows.contains(where: { row in zip(columns, row).contains { $0.unit == "bits" && $1.number?.isFinite == true } })
                || measure == .classSelectivity
        else { return nil }
        return switch measure {
        case .informationPlane: PlanePicture(self).chart
        case .oInformation where place(of: "extreme") != nil: SearchPicture(self).chart
        case .oInformation, .totalCorrelation, .dualTotalCorrelation: SetsPicture(self).chart
        case .gaussianCopulaMI where place(of: "units") != nil: SetsPicture(self).chart
        default: UnitsPicture(self).chart
        }
    }

    /// What a picture's metadata call it.
    public var title: String { heading[0] }

    /// The layers in their order; one without a name where there is no such column.
    var layerNames: [String?] {
        guard place(of: "layer") != nil else { return [nil] }
        var names: [String?] = []
        for case .text(let name) in self["layer"] where !names.contains(name) { names.append(name) }
        return names
    }

    /// The places of the rows of a layer.
    func rows(ofLayer name: String?) -> [Int] {
        guard let name else { return Array(rows.indices) }
        let cells = self["layer"]
        return rows.indices.filter { cells[$0] == .text(name) }
    }

    /// The columns that the figure shows, with the axis's words.
    var drawnColumns: [(id: String, axis: RichText)] {
        switch measure {
        case .entropy: [("entropy_bits", "*H*(*T*) in bits")]
        case .mutualInformation: [("mutual_information_bits", "*I*(*T*; *Y*) in bits")]
        case .klSelectivity: [("kl_selectivity_bits", "KL selectivity in bits")]
        case .classSelectivity:
            [
                ("selectivity_other_classes", "selectivity, rest: other classes"),
                ("selectivity_other_samples", "selectivity, rest: other samples"),
            ]
        case .informationPlane: [("ixt_bits", "*I*(*X*; *T*) in bits"), ("ity_bits", "*I*(*T*; *Y*) in bits")]
        case .gaussianCopulaMI: [("mutual_information_bits", "*I*(*X*; *Y*) in bits")]
        case .oInformation: [("o_information_bits", "O-information in bits")]
        case .totalCorrelation: [("total_correlation_bits", "total correlation in bits")]
        case .dualTotalCorrelation: [("dual_total_correlation_bits", "dual total correlation in bits")]
        }
    }
}
