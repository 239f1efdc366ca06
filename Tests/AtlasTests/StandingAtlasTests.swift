import Atlas
import Files
import Foundation
import Judging
import Results
import Testing

@Suite("What a report's pages say of its atlas") struct StandingAtlasTests {
    private let figure = FigureID(paper: "p", figure: "f")
    private let rate = Choice(key: "rate", name: "learning rate", value: "0.2")

    private func atlas(_ id: String, _ outcome: Outcome, origin: Claim.Origin = .sentence) -> ClaimAtlas {
        let claim = Claim(
            id: id, statement: "It falls.", source: "Section 1", origin: origin, quantity: "x", digits: 2,
            parts: [.init(.networks([-1, -1.2, -0.9]), .under(0))])
        return ClaimAtlas(
            figure: figure, claim: claim,
            points: [
                .init(choices: [], isCombination: false, estimate: nil, outcome: .holds),
                .init(choices: [rate], isCombination: false, estimate: nil, outcome: outcome),
            ])
    }

    private func stamp(finished: Bool = true, failed: Int = 0) -> AtlasStamp {
        var stamp = AtlasStamp(
            report: "quick", alternatives: "a", sources: "s", readingsOnly: false, begun: "2000-01-01T00:00:00Z", figures: [figure])
        stamp.figures[0].result = "r"
        stamp.figures[0].failed = failed
        if finished { stamp.finished = "2000-01-02T00:00:00Z" }
        return stamp
    }

    private func line(_ stamp: AtlasStamp, alternatives: String? = "a", result: String = "r", of id: FigureID? = nil) -> String? {
        let atlases = [atlas("first", .holds), atlas("second", .doesNotHold), atlas("third", .doesNotHold, origin: .ours)]
        return StandingAtlas(stamp, atlases, alternatives: alternatives, command: "refigure atlas")
            .line(on: id ?? figure, result: result)
    }

    @Test("the paper's statements are counted, and what one hangs on is named")
    func counted() {
        #expect(
            line(stamp())
                == "Under 2 sets of choices, 1 of 2 statements holds whatever is chosen; ‘second’ hangs on learning rate: 0.2.")
        #expect(line(stamp(failed: 3))?.contains("; 3 further sets of choices could not be computed.") == true)
        var short = stamp()
        short.figures[0].left = 1
        #expect(line(short)?.hasSuffix("; for 1 further set of choices there was no time.") == true)
    }

    @Test(
        "of other alternatives or another result it is stale, before its end it is not whole, and of other figures nothing is said")
    func stale() {
        #expect(line(stamp(), alternatives: "b")?.contains("stale: the alternatives are others now") == true)
        #expect(line(stamp(), alternatives: nil)?.contains("stale") == true)
        #expect(line(stamp(), result: "other")?.contains("stale: it is of another result") == true)
        #expect(line(stamp(finished: false))?.contains("not whole yet") == true)
        #expect(line(stamp(), of: FigureID(paper: "p", figure: "g")) == nil)
    }

    @Test("a stamp and an atlas come back from their files, and damaged ones are named")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("atlas-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try AtlasStamp.read(inFolder: folder) == nil && AtlasFile.read(inFolder: folder) == nil)
        try stamp(failed: 1).write(inFolder: folder)
        #expect(try AtlasStamp.read(inFolder: folder) == stamp(failed: 1))
        let atlases = [atlas("first", .undecided(networks: 9))]
        try AtomicFile.write(CanonicalJSON.text(atlases), to: AtlasFile.path(inFolder: folder))
        #expect(try AtlasFile.read(inFolder: folder) == atlases)
        try AtomicFile.write(text: "{\"report\": 1}", to: AtlasStamp.path(inFolder: folder))
        try AtomicFile.write(text: "[", to: AtlasFile.path(inFolder: folder))
        #expect { try AtlasStamp.read(inFolder: folder) } throws: { ($0 as? Fault)?.status == .data && "\($0)".contains("damaged") }
        #expect { try AtlasFile.read(inFolder: folder) } throws: { ($0 as? Fault)?.status == .data && "\($0)".contains("damaged") }
    }
}
