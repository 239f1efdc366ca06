import Charts
import Results
import Synchronization

/// A chart as the page has it, with styles of its own: as it is, and where that is too broad for a phone, for one.
struct PagePicture: Codable, Sendable, Equatable {
    var wide: PageDrawing
    var narrow: PageDrawing?
}

/// The drawings of a page, kept for the next: only charts that changed are drawn anew.
final class PageDrawings: Sendable {
    private struct Kept {
        var chart: Chart
        var picture: PagePicture
    }

    /// A page's pictures by the source that its Markdown names, with the style sheet that they share.
    struct Embedding: Sendable {
        var pictures: [String: EmbeddedPicture] = [:]
        var sheet = ""
    }

    /// By the figure.
    private let kept = Mutex<[FigureID: Kept]>([:])
    /// How the last page had its pictures, and which these were.
    private let embedding = Mutex<(sources: [String], pictures: [PagePicture], embedding: Embedding)?>(nil)
    /// What was packed, by what it was.
    private let packs = Mutex<[String: String]>([:])
    /// More than a page has pictures; those of words that are gone go with the rest.
    private static let mostPacks = 500

    func picture(of id: FigureID, _ chart: Chart) -> PagePicture? {
        kept.withLock { kept in kept[id].flatMap { $0.chart == chart ? $0.picture : nil } }
    }

    func keep(_ picture: PagePicture, of id: FigureID, _ chart: Chart) {
        kept.withLock { $0[id] = Kept(chart: chart, picture: picture) }
    }

    /// What `make` gives for these pictures: as for the last page where all are the same.
    func embedding(of pictures: [PagePicture], from sources: [String], make: () -> Embedding) -> Embedding {
        if let last = embedding.withLock({ $0 }), last.sources == sources, last.pictures == pictures { return last.embedding }
        let made = make()
        embedding.withLock { $0 = (sources, pictures, made) }
        return made
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
