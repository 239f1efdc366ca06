import Files
import Results

/// A data set that a report's results were computed from and that cannot be had now, so that a stand-in would take its place.
public struct LostData: Sendable, Equatable {
    /// "MNIST".
    public var dataset: String
    /// "Glyphs".
    public var standIn: String
    /// How many of the report's results are from it; 0 where they are gone and only the run is known that made them.
    public var figures: Int
    /// Where its files were when the report was last made: "data/mnist", "REFIGURE_DATA (/srv/mirror/mnist)"; nil where that is not known.
    public var source: String?

    /// A result that is not up to date: what it would be computed from now, and what the one that is there was; nil where there is none.
    struct Standing {
        let wanted: [KeyInput]
        let stored: [KeyInput]?
    }

    /// - Parameter folder: the report's, whose provenance tells where data came from.
    static func all(in standings: [Standing], report folder: String) -> [LostData] {
        let prefix = "data "
        let mark = "stand-in "
        let origins = Provenance.read(Provenance.path(inReport: folder))?.data ?? []
        var lost: [LostData] = []
        /// Data sets whose results are from a stand-in already.
        var replaced: Set<String> = []
        for standing in standings {
            for input in standing.wanted where input.name.hasPrefix(prefix) && input.value.hasPrefix(mark) {
                let dataset = String(input.name.dropFirst(prefix.count))
                let before = standing.stored?.first { $0.name == input.name }?.value
                if before?.hasPrefix(mark) == true { replaced.insert(dataset) }
                let isFromIt = before?.hasPrefix(mark) == false
                let source = origins.first { $0.dataset == dataset }?.source
                guard isFromIt || source != nil else { continue }
                if let index = lost.firstIndex(where: { $0.dataset == dataset }) {
                    lost[index].figures += isFromIt ? 1 : 0
                } else {
                    let standIn = input.value.dropFirst(mark.count).prefix { $0 != " " }
                    lost.append(.init(dataset: dataset, standIn: String(standIn), figures: isFromIt ? 1 : 0, source: source))
                }
            }
        }
        return lost.filter { $0.figures > 0 || !replaced.contains($0.dataset) }
    }

    /// Refuses to compute from stand-ins what was computed from the data sets; nil where none is lost.
    static func fault(_ lost: [LostData]) -> Fault? {
        guard !lost.isEmpty else { return nil }
        return Fault(
            lost.map(\.description).joined(separator: "; "),
            remedy: "set REFIGURE_DATA to a folder or an address that has \(lost.count == 1 ? "it" : "them"), "
                + "or give --stand-ins to compute from \(lost.map(\.standIn).joined(separator: " and ")) instead", status: .data)
    }
}

extension LostData: CustomStringConvertible {
    /// "MNIST cannot be had, and 2 figures of the report are from it (its files were in REFIGURE_DATA (/srv/mirror/mnist))".
    public var description: String {
        let use =
            switch figures {
            case 0: "the report was made from it"
            case 1: "1 figure of the report is from it"
            default: "\(figures) figures of the report are from it"
            }
        return "\(dataset) cannot be had, and \(use)" + (source.map { "; its files were in \($0)" } ?? "")
    }
}
