import Charts
import Synchronization

/// The drawings of a page, kept for the next page of the same charts: a page whose words alone changed is set without drawing anything.
final class PageDrawings: Sendable {
    struct Pictures: Sendable {
        /// By the source that the Markdown names.
        var pictures: [String: EmbeddedPicture]
        /// The styles that they share.
        var sheet: String
    }

    private struct Kept {
        var sources: [String]
        var charts: [Chart]
        var pictures: Pictures
    }

    private let kept = Mutex<Kept?>(nil)
    /// What was packed, by what it was.
    private let packs = Mutex<[String: String]>([:])
    /// More than a page has pictures; those of words that are gone go with the rest.
    private static let mostPacks = 500

    /// All of them or none: the names of their styles follow from all that is drawn before.
    func pictures(of charts: [(source: String, chart: Chart)]) -> Pictures? {
        kept.withLock { kept in
            guard let kept, kept.sources == charts.map(\.source), kept.charts == charts.map(\.chart) else { return nil }
            return kept.pictures
        }
    }

    func keep(_ pictures: Pictures, of charts: [(source: String, chart: Chart)]) {
        kept.withLock { $0 = Kept(sources: charts.map(\.source), charts: charts.map(\.chart), pictures: pictures) }
    }

    /// As `Deflated.text`.
    func packed(_ text: String) -> String {
        if let known = packs.withLock({ $0[text] }) { return known }
        let packed = Deflated.text(text)
        packs.withLock { packs in
            if packs.count >= Self.mostPacks { packs = [:] }
            packs[text] = packed
        }
        return packed
    }
}
