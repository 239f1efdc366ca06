import Results
import Testing

/// What a person sees after changing one line, each as the change would come out of a run.
@Suite("One changed line, and its diff")
struct DiffOfChangesTests {
    private let before = DiffSamples.figure([1, 2, 3])

    private func snapshot(_ result: FigureResult, changing source: String? = nil, picture: String = "shown") -> ReportSnapshot {
        let inputs = DiffSamples.inputs.map { input in
            input.name == source.map { "source \($0)" } ? KeyInput(input.name, String(repeating: "9", count: 64)) : input
        }
        return ReportSnapshot(name: "a report", figures: [FigureSnapshot(result: result, inputs: inputs, picture: picture)])
    }

    @Test("of an estimator: every series moves by the same in all networks, and its module is named")
    func estimator() {
        var after = before
        for place in after.panels[0].series.indices {
            var column = after.panels[0].series[place].columns[0]
            column.values = column.values.map { $0 + 1e-4 }
            column.replicates = column.replicates.map { $0.map { $0 + 1e-4 } }
            after.panels[0].series[place].columns[0] = column
        }
        let diff = ReportDiff(old: snapshot(before), new: snapshot(after, changing: "InformationTheory"))
        #expect(diff.sources == ["InformationTheory"] && diff.fails(on: .changed))
        #expect(diff.figures[0].series.allSatisfy { $0.verdict == .changed })
        #expect(diff.figures[0].summary.hasPrefix("6 of 6 series changed"))
    }

    @Test("of the engine, where it only rounds otherwise: trajectories part as with other seeds, and its module is named")
    func engine() {
        let diff = ReportDiff(old: snapshot(before), new: snapshot(DiffSamples.figure([7, 8, 9]), changing: "Networks"))
        #expect(diff.sources == ["Networks"] && !diff.fails(on: .changed) && diff.fails(on: .noise))
        #expect(diff.figures[0].summary.hasPrefix("6 of 6 series within seed noise"))
    }

    @Test("of a chart: the numbers are identical, the picture differs, and only --fail-on any fails")
    func chart() {
        let (old, new) = (snapshot(before), snapshot(before, picture: "shown otherwise"))
        var diff = ReportDiff(old: old, new: new)
        #expect(diff.figures[0].isIdentical)
        diff.add(PictureDiff(pixelShare: 0.02), to: DiffSamples.id)
        #expect(
            diff.figures[0].standing == "identical numbers" && diff.figures[0].summary == "picture differs in 2 % of its pixels")
        #expect(!diff.fails(on: .noise) && diff.fails(on: .any))
    }

    @Test("of a template: nothing differs")
    func template() {
        let diff = ReportDiff(old: snapshot(before), new: snapshot(before))
        #expect(diff.figures[0].isIdentical && !diff.fails(on: .any) && diff.countsInPrint == "1 identical")
    }

    @Test("of a rule's words: up to four statements are named, and of more three", arguments: [4, 5])
    func words(count: Int) {
        var (old, new) = (before, before)
        old.claims = (1...count).map { number in
            var claim = before.claims[0]
            claim.id = "claim-\(number)"
            return claim
        }
        new.claims = old.claims
        for place in new.claims.indices { new.claims[place].rule = "Holds otherwise." }
        let summary = ReportDiff(old: snapshot(old), new: snapshot(new)).figures[0].summary
        let named = "claims reworded: claim-1, claim-2, claim-3"
        #expect(summary == (count == 4 ? "\(named), claim-4" : "\(named) and 2 more"))
    }

    @Test("of what is told beside a claim's number: the claim is named")
    func told() {
        var new = before
        new.claims[0].measured += ". Read as wider: 1"
        let diff = ReportDiff(old: snapshot(before), new: snapshot(new))
        #expect(diff.figures[0].summary == "what is told of claim \(before.claims[0].id)" && !diff.figures[0].isIdentical)
    }

    @Test("of a comment in the engine, which recomputes and changes no number: identical, and no source is named")
    func comment() {
        let diff = ReportDiff(old: snapshot(before), new: snapshot(before, changing: "Networks"))
        #expect(diff.figures[0].isIdentical && diff.sources.isEmpty)
    }

    @Test("of data that are not at hand: nothing is compared with what stands in for them, and one line says so")
    func standIn() {
        var after = before
        after.data = [DataRecord(name: "Glyphs", standInFor: "SZT", digest: String(repeating: "b", count: 64), samples: 4096)]
        after.panels[0].series[0].columns[0].values[3] += 1
        after.values[0].value = 0.5
        after.claims[0].outcome = .notAssessed("stand-in data")
        let diff = ReportDiff(old: snapshot(before), new: snapshot(after))
        #expect(diff.onStandIns.map(\.id) == [DiffSamples.id] && diff.figures[0].series.isEmpty && diff.figures[0].values.isEmpty)
        #expect(diff.figures[0].summary.hasPrefix("data: SZT: SZT, 4096 samples, ") && diff.sources.isEmpty)
        #expect(diff.countsInPrint == "1 not comparable, on stand-ins")
        #expect(!diff.fails(on: .changed) && !diff.fails(on: .noise) && diff.fails(on: .any))
        var same = snapshot(after)
        same.figures[0].result.values[0].value = 0.6
        #expect(ReportDiff(old: snapshot(after), new: same).figures[0].verdict == .changed, "stand-ins on both sides are compared")
    }

    @Test("of code without a run: what was not computed since is out of date, and not identical")
    func notComputed() {
        var after = snapshot(before)
        after.figures[0].outOfDate = "source InformationTheory/Entropy.swift: 1 -> 2"
        let diff = ReportDiff(old: snapshot(before), new: after)
        #expect(diff.countsInPrint == "1 out of date" && !diff.figures[0].isIdentical && !diff.fails(on: .changed))
        #expect(diff.notComputed.map(\.figures) == [[DiffSamples.id]])
        after.figures[0].result.values[0].value = 0.5
        let moved = ReportDiff(old: snapshot(before), new: after)
        #expect(
            moved.countsInPrint == "1 changed"
                && moved.figures[0].summary.hasSuffix("not computed since: source InformationTheory/Entropy.swift: 1 -> 2"))
    }
}
