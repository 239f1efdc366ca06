import Results
import SampleStatistics
import Testing

@Suite("What changed between two reports")
struct DiffTests {
    private let sample = DiffSamples.figure([1, 2, 3])

    private func changed(_ change: (inout FigureResult) -> Void) -> FigureDiff {
        var copy = sample
        change(&copy)
        return DiffSamples.diff(sample, copy)
    }

    @Test("a figure against itself is identical in every part, and nothing fails")
    func identical() {
        let diff = ReportDiff(old: DiffSamples.report(sample), new: DiffSamples.report(sample))
        #expect(diff.figures[0].isIdentical && diff.figures[0].summary == "identical")
        #expect(diff.figures[0].series.allSatisfy { $0.verdict == .identical })
        #expect(ReportDiff.Failing.allCases.allSatisfy { !diff.fails(on: $0) })
    }

    @Test("NaN is the same as NaN, and minus zero is not zero")
    func bits() {
        let nan = changed { $0.panels[0].series[0].columns[0].values[3] = .nan }
        #expect(nan.verdict == .changed)
        var old = sample
        old.panels[0].series[0].columns[0].values[3] = .nan
        var other = sample
        other.panels[0].series[0].columns[0].values[3] = Double(nan: 5, signaling: false)
        #expect(DiffSamples.diff(old, other).isIdentical)
        old.panels[0].series[0].columns[0].values[3] = 0
        other.panels[0].series[0].columns[0].values[3] = -0.0
        #expect(DiffSamples.diff(old, other).verdict != .identical)
        old = sample
        old.claims = [
            Claim(
                id: "score", statement: "It is high.", source: "Figure 1", origin: .number, quantity: "accuracy", digits: 2,
                parts: [.init(.networks([.nan, 0, 1]), .over(0.9))])
        ]
        #expect(DiffSamples.diff(old, old).isIdentical)
        other = old
        other.claims[0].parts[0].sample = .networks([.nan, 0, .nan])
        #expect(DiffSamples.diff(old, other).verdict != .identical)
    }

    @Test("a difference inside the declared tolerance is within tolerance, one beyond it is not")
    func tolerance() {
        let old = DiffSamples.figure([1, 2, 3], tolerance: Tolerance(absolute: 1e-6))
        func moved(by step: Double) -> FigureDiff {
            var new = old
            new.panels[0].series[1].columns[0].values = new.panels[0].series[1].columns[0].values.map { $0 + step }
            new.panels[0].series[1].columns[0].replicates = new.panels[0].series[1].columns[0].replicates.map {
                $0.map { $0 + step }
            }
            return DiffSamples.diff(old, new)
        }
        let inside = moved(by: 1e-7)
        #expect(inside.verdict == .withinTolerance && inside.series.map(\.verdict).count { $0 == .identical } == 5)
        #expect(moved(by: 1e-3).verdict == .changed)
    }

    @Test("networks with other seeds are within seed noise, and their single numbers follow")
    func otherSeeds() {
        var new = DiffSamples.figure([4, 5, 6])
        new.values[0].value = 0.96
        new.tables[0].rows[0][1] = .number(1.3, digits: 2)
        new.claims[0].measured = "by 0.4"
        let diff = DiffSamples.diff(sample, new)
        #expect(diff.verdict == .withinSeedNoise)
        #expect(diff.series.allSatisfy { $0.verdict == .withinSeedNoise && $0.columns[0].networks == 3 })
        #expect(diff.values[0].verdict == .withinSeedNoise && diff.cells[0].verdict == .withinSeedNoise)
        #expect(diff.claims[0].verdict == .withinSeedNoise)
        let report = ReportDiff(old: DiffSamples.report(sample), new: DiffSamples.report(new))
        #expect(!report.fails(on: .changed) && report.fails(on: .noise) && report.fails(on: .any))
    }

    @Test("a small shift of every network is a change where the seeds are the same, however wide their spread")
    func consistentShift() {
        let diff = DiffSamples.diff(sample, DiffSamples.figure([1, 2, 3], shift: 0.05))
        #expect(diff.verdict == .changed && diff.series.allSatisfy { $0.verdict == .changed })
        #expect(abs((diff.effect?.size ?? 0) - 0.05) < 0.05 && diff.effect?.unit == .seedSpreads)
        #expect(abs(diff.series[0].columns[0].meanDifference - 0.005) < 1e-12)
    }

    @Test("more networks beside the same ones are named, and change nothing")
    func moreNetworks() {
        let diff = DiffSamples.diff(sample, DiffSamples.figure([1, 2, 3, 4]))
        #expect(diff.verdict == .withinTolerance)
        #expect(diff.series[0].columns[0].note == "3 networks before, 4 now; those of both are the same")
    }

    @Test("a spread that is rounding's own is no unit: the range is taken")
    func roundingSpread() {
        func figure(_ shift: Double) -> FigureResult {
            var figure = DiffSamples.figure([1, 2, 3], layers: 1)
            let curve = figure.panels[0].series[0].columns[0].values.map { $0 + shift }
            figure.panels[0].series[0].columns[0] = DiffSamples.column("ixt", [curve, curve.map { $0 * (1 + 1e-15) }, curve])
            return figure
        }
        let effect = DiffSamples.diff(figure(0), figure(0.1)).effect
        #expect(effect?.unit == .ranges && (effect?.size ?? 1) < 0.2)
    }

    @Test("a single number that differs where no series does is a change")
    func singleNumber() {
        #expect(changed { $0.values[0].value += 1e-9 }.verdict == .changed)
        #expect(changed { $0.tables[0].rows[0][1] = .number(1.26, digits: 2) }.verdict == .changed)
    }

    @Test("two networks that moved are not called the work of seeds: the diff cannot tell, says so and counts as a difference")
    func two() {
        let diff = DiffSamples.diff(DiffSamples.figure([1, 2]), DiffSamples.figure([4, 5]))
        #expect(diff.verdict == .cannotTell && diff.verdict.isChange)
        #expect(diff.summary.contains("series moved, cannot tell from seeds: 2 networks"))
        let many = DiffSamples.diff(DiffSamples.figure([1, 2, 3]), DiffSamples.figure([4, 5, 6]))
        #expect(many.verdict == .withinSeedNoise && !many.verdict.isChange)
    }

    @Test("a claim whose verdict moves is a change even where its series moved with the seeds only")
    func claimMoves() {
        var new = DiffSamples.figure([4, 5, 6])
        new.claims[0].outcome = .doesNotHold
        let diff = DiffSamples.diff(sample, new)
        #expect(diff.verdict == .changed)
        #expect(diff.summary.contains("claim rises: holds -> does not hold"))
        #expect(changed { $0.claims[0].rule = "By over 0.2." }.claims[0].otherChanges == ["rule"])
        #expect(changed { $0.claims[0].data = ["MNIST"] }.claims[0].otherChanges == ["data that it rests on"])
    }

    @Test("without replicates every difference is a change, and the diff says why")
    func oneNetwork() {
        let diff = DiffSamples.diff(DiffSamples.figure([1]), DiffSamples.figure([2]))
        #expect(diff.verdict == .changed && diff.series[0].columns[0].p == nil)
        #expect(diff.series[0].columns[0].note == "one network only: the spread between seeds is unknown")
        #expect(diff.effect?.unit == .ranges)
    }

    @Test("drawing another summary of the same networks is a change")
    func otherSummary() {
        let diff = changed { result in
            let column = result.panels[0].series[0].columns[0]
            result.panels[0].series[0].columns[0].values = Statistics.columnMeans(column.replicates)
        }
        #expect(
            diff.series[0].verdict == .changed
                && diff.series[0].columns[0].note == "what is drawn is another summary of the networks")
    }

    @Test("a changed setting is named once, with both values and its figures")
    func settings() {
        let second = FigureID(paper: "paper", figure: "fig2")
        let old = DiffSamples.report(sample, DiffSamples.figure([1, 2, 3], id: second))
        let new = DiffSamples.report(
            DiffSamples.figure([1, 2, 3], epochs: "4000"), DiffSamples.figure([1, 2, 3], epochs: "4000", id: second))
        let diff = ReportDiff(old: old, new: new)
        #expect(diff.settings.count == 1 && diff.settings[0].figures.count == 2)
        #expect(diff.settings[0].change.description == "training length (epochs): 8000 -> 4000")
        #expect(!diff.fails(on: .changed) && diff.fails(on: .any))
    }

    @Test("other data are a change, and the changed sources are named")
    func dataAndSources() {
        var new = DiffSamples.report(sample)
        new.figures[0].result.data[0].digest = String(repeating: "b", count: 64)
        new.figures[0].inputs[2] = KeyInput("source InformationTheory", String(repeating: "3", count: 64))
        let diff = ReportDiff(old: DiffSamples.report(sample), new: new)
        #expect(diff.figures[0].verdict == .changed && diff.figures[0].data.count == 1)
        #expect(diff.sources == ["InformationTheory"])
    }

    @Test("missing and new series, columns and figures are named so")
    func missingAndNew() {
        let gone = changed { $0.panels[0].series.removeFirst() }
        #expect(gone.verdict == .changed && gone.series.filter { $0.verdict == .missing }.map(\.id) == ["layer-1"])
        let column = changed { $0.panels[0].series[0].columns[0].id = "other" }
        #expect(column.series[0].columns.map(\.verdict) == [.new, .missing])
        let other = DiffSamples.figure([1, 2, 3], id: FigureID(paper: "paper", figure: "fig2"))
        let report = ReportDiff(old: DiffSamples.report(sample), new: DiffSamples.report(other))
        #expect(report.figures.map(\.verdict) == [.missing, .new] && report.fails(on: .changed))
    }

    @Test("series recorded at other points are compared where both were")
    func otherGrid() {
        let diff = changed { result in
            let places = stride(from: 0, to: 60, by: 2)
            var series = result.panels[0].series[0]
            series.index.values = places.map { series.index.values[$0] }
            series.columns[0].values = places.map { series.columns[0].values[$0] }
            series.columns[0].replicates = series.columns[0].replicates.map { curve in places.map { curve[$0] } }
            result.panels[0].series[0] = series
        }
        #expect(diff.series[0].note == "epoch takes other values: 30 points are common, of 60 before and 30 now")
        #expect(diff.series[0].verdict == .changed && diff.series[0].columns[0].verdict == .identical)
    }

    @Test("titles, labels and units are compared as words, which change no verdict")
    func words() {
        let diff = changed { result in
            result.panels[0].series[0].label = "First"
            result.panels[0].series[1].columns[0].quantity.unit = "nat"
        }
        #expect(diff.verdict == .identical && !diff.isIdentical && diff.words.count == 2)
        #expect(diff.words[1].description.hasSuffix("I(X;T), bit -> information of input and layer, I(X;T), nat"))
    }

    @Test("what changed most comes first, by effect and not by name")
    func order() {
        func id(_ name: String) -> FigureID { FigureID(paper: "paper", figure: name) }
        let old = DiffSamples.report(
            DiffSamples.figure([1, 2, 3], id: id("a")), DiffSamples.figure([1, 2, 3], id: id("b")),
            DiffSamples.figure([1, 2, 3], id: id("c")))
        let new = DiffSamples.report(
            DiffSamples.figure([1, 2, 3], id: id("a")), DiffSamples.figure([1, 2, 3], shift: 0.1, id: id("b")),
            DiffSamples.figure([1, 2, 3], shift: 2, id: id("c")))
        #expect(ReportDiff(old: old, new: new).figures.map(\.id.figure) == ["c", "b", "a"])
    }

    @Test("a diff's JSON reads back as the diff")
    func json() throws {
        let diff = ReportDiff(old: DiffSamples.report(sample), new: DiffSamples.report(DiffSamples.figure([4, 5, 6], shift: 1)))
        let text = try CanonicalJSON.text(diff)
        let read = try CanonicalJSON.decode(ReportDiff.self, from: text)
        #expect(read == diff)
    }
}
