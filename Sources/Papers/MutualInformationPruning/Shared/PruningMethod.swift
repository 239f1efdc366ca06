import Experiments
import Pruning

/// What is compared (section 5), and beside it what is this project's own.
enum PruningMethod: String, Codable, CaseIterable, Sendable {
    case mipp, thiNet, sosp, reinitialised, graSP, synFlow
    /// MIPP's widths, with nodes by chance: whether it matters which nodes are kept, or only how many.
    case widths
    /// Nodes of the whole network by chance.
    case random
    /// Small incoming weights first.
    case magnitude

    var label: String {
        switch self {
        case .mipp: "MIPP"
        case .thiNet: "ThiNet"
        case .sosp: "SOSP-H"
        case .reinitialised: "Re-initialised"
        case .graSP: "GraSP"
        case .synFlow: "SynFlow"
        case .widths: "MIPP’s widths, random nodes"
        case .random: "Random nodes"
        case .magnitude: "L1 magnitude"
        }
    }

    /// The paper's, of networks that were trained or not: SOSP-H only of those that were, the re-initialised only of those that were not.
    static func papers(isTrained: Bool) -> [PruningMethod] {
        [.mipp, .thiNet, isTrained ? .sosp : .reinitialised, .graSP, .synFlow]
    }
    /// Ours beside them.
    static let ours: [PruningMethod] = [.widths, .random, .magnitude]

    var style: SeriesStyle {
        let color: Color =
            PruningMethod.papers(isTrained: true).firstIndex(of: self == .reinitialised ? .sosp : self).map {
                Palette.categorical[$0]
            } ?? .gray(0.55)
        switch self {
        case .mipp: return SeriesStyle(color, width: 2)
        case .reinitialised: return SeriesStyle(color, width: 1.3).dashed(.dashed)
        case .widths: return SeriesStyle(color, width: 1)
        case .random: return SeriesStyle(color, width: 1).dashed(.dashed)
        case .magnitude: return SeriesStyle(color, width: 1).dashed(.dotted)
        default: return SeriesStyle(color, width: 1.3)
        }
    }
}

extension PruningMethod {
    /// A panel's curves, a series a method: MIPP's first in the legend, and above the others.
    /// - Parameters:
    ///   - column: what is drawn over the index.
    ///   - bands: whether the paper's methods have the band of their networks' spread.
    static func marks(_ panel: PanelResult, _ column: String = "mean", bands: Bool = true) -> [Mark] {
        func dots(_ series: Series, _ style: SeriesStyle, size: Double) -> Mark {
            .points(PointsMark(x: series.index.values, y: series[column], style: style, size: size))
        }
        let all = panel.series.flatMap { series -> [Mark] in
            let method = PruningMethod(rawValue: series.id) ?? .mipp
            let isOurs = ours.contains(method)
            let band = BandMark(
                x: series.index.values, lower: series[bands ? "lower" : column], upper: series[bands ? "upper" : column],
                color: method.style.color, opacity: 0.1)
            return (bands && !isOurs ? [.band(band)] : [])
                + [.line(LineMark(series, column, method.style)), dots(series, method.style, size: isOurs ? 2 : 3)]
        }
        let above = panel.series.filter { $0.id == mipp.rawValue }.flatMap { series -> [Mark] in
            [
                .line(LineMark(x: series.index.values, y: series[column], style: mipp.style)), dots(series, mipp.style, size: 3),
            ]
        }
        return all + above
    }
}
