import Charts

/// Which nodes go: MIPP, what it is compared with in its paper (Westphal et al. 2024, section 5), and what any method has to beat.
public enum PruneMethod: String, CaseIterable, Codable, Sendable {
    case mipp
    case thiNet = "thinet"
    case sosp = "sosp-h"
    case graSP = "grasp"
    case synFlow = "synflow"
    case random, magnitude

    public var label: String {
        switch self {
        case .mipp: "MIPP"
        case .thiNet: "ThiNet"
        case .sosp: "SOSP-H"
        case .graSP: "GraSP"
        case .synFlow: "SynFlow"
        case .random: "Random nodes"
        case .magnitude: "L1 magnitude"
        }
    }

    /// What it goes by, and its source.
    public var summary: String {
        switch self {
        case .mipp: "what the next layer's kept nodes can be predicted from (Westphal et al. 2024)"
        case .thiNet: "what changes the next layer's sums least, the same share of each layer (Luo et al. 2017)"
        case .sosp: "sensitivity of the loss to second order, whole network (Nonnenmacher et al. 2022)"
        case .graSP: "what the gradient's norm keeps, whole network (Wang et al. 2020)"
        case .synFlow: "synaptic flow, without images, whole network (Tanaka et al. 2020)"
        case .random: "nodes of the whole network by chance"
        case .magnitude: "small incoming weights, the same share of each layer (Li et al. 2017)"
        }
    }

    /// The methods of a list such as "mipp,thinet", each once, in the order of `allCases`; of "all", every one.
    /// - Returns: nil for an empty list; else the methods, or the first word that is none.
    public static func list(_ text: String) -> Result<[PruneMethod], UnknownName>? {
        if text == "all" { return .success(allCases) }
        let words = text.split(separator: ",").map { $0.lowercased() }
        guard !words.isEmpty else { return nil }
        if let unknown = words.first(where: { PruneMethod(rawValue: $0) == nil }) { return .failure(UnknownName(name: unknown)) }
        return .success(allCases.filter { words.contains($0.rawValue) })
    }

    public struct UnknownName: Error {
        public let name: String
    }

    var style: SeriesStyle {
        let place = Self.allCases.firstIndex(of: self) ?? 0
        switch self {
        case .mipp: return SeriesStyle(Palette.categorical[0], marker: .disc, width: 2)
        case .random: return SeriesStyle(.gray(0.55), dash: .dashed, marker: .plus)
        // ThiNet removes the same share of each layer, too: both are to be seen.
        case .magnitude: return SeriesStyle(.gray(0.3), dash: .dotted, marker: .cross)
        default: return SeriesStyle(Palette.categorical[place], marker: Marker.allCases[place])
        }
    }
}
