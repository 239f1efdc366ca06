import Files
import Foundation
import Testing

@testable import Results

@Suite("Baselines")
struct DiffBaselineTests {
    private let sample = DiffSamples.figure([1, 2, 3])

    private func snapshot(_ baseline: BaselineFile) -> ReportSnapshot {
        ReportSnapshot(name: "the baseline", figures: [baseline.snapshot])
    }

    private func diff(_ result: FigureResult, against baseline: BaselineFile) -> FigureDiff {
        ReportDiff(old: snapshot(baseline), new: DiffSamples.report(result)).figures[0]
    }

    @Test("a result against its own baseline is identical, however it was rounded and thinned")
    func ownBaseline() throws {
        for points in [60, 4000] {
            var long = sample
            for place in long.panels[0].series.indices {
                long.panels[0].series[place] = DiffSamples.series(
                    "layer-\(place + 1)", [DiffSamples.column("ixt", DiffSamples.curves([1, 2, 3], points: points, series: place))])
            }
            let baseline = BaselineFile(DiffSamples.file(long))
            #expect(diff(long, against: baseline).isIdentical)
            let text = try baseline.text
            let read = try BaselineFile(reading: text, name: "paper-fig1.json", at: "here")
            #expect(read == baseline && text.count < 200_000)
            #expect(baseline.about.contains("that many are kept") == (points == 4000))
        }
    }

    @Test("a thinned series keeps its ends")
    func ends() {
        var long = sample
        long.panels[0].series = [
            DiffSamples.series("layer-1", [DiffSamples.column("ixt", DiffSamples.curves([1, 2, 3], points: 5000))])
        ]
        let kept = BaselineFile(DiffSamples.file(long)).result.panels[0].series[0].index.values
        #expect(kept.first == 0 && kept.last == 4999 && kept.count < 2000 && Set(kept).count == kept.count)
    }

    @Test("a difference below the baseline's digits is within tolerance, and said so")
    func belowDigits() {
        let baseline = BaselineFile(DiffSamples.file(sample))
        var new = sample
        new.panels[0].series[0].columns[0].values[5] *= 1 + 1e-15
        let found = diff(new, against: baseline)
        #expect(found.verdict == .withinTolerance)
        #expect(found.series[0].columns[0].note?.contains("6 digits") == true && !found.notes.isEmpty)
    }

    @Test("against a rounded baseline other seeds are within seed noise and a shift is a change")
    func verdicts() {
        let baseline = BaselineFile(DiffSamples.file(sample))
        #expect(diff(DiffSamples.figure([4, 5, 6]), against: baseline).verdict == .withinSeedNoise)
        #expect(diff(DiffSamples.figure([1, 2, 3], shift: 0.05), against: baseline).verdict == .changed)
    }

    @Test("rounding keeps so many significant digits and a second rounding changes nothing")
    func rounding() {
        for (value, rounded) in [
            (123_456_789, 123_457_000), (-0.001_234_567_89, -0.001_234_57), (9.999_999_9, 10), (0, 0), (1e-12, 1e-12),
        ] {
            #expect(value.rounded(toDigits: 6) == rounded)
            #expect(rounded.rounded(toDigits: 6) == rounded)
        }
        #expect(Double.infinity.rounded(toDigits: 6) == .infinity && Double.nan.rounded(toDigits: 6).isNaN)
    }

    @Test("a damaged baseline is named")
    func damaged() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/reports/baseline/quick/paper-fig1.json"
            try AtomicFile.write(text: "{", to: path)
            #expect { try Baseline(project: folder, report: "quick").snapshot() } throws: { error in
                (error as? Fault)?.place == "reports/baseline/quick/paper-fig1.json" && (error as? Fault)?.status == .data
            }
        }
    }

    @Test("a revision's tracked baseline is read from git, and a revision that is none is refused")
    func revisions() throws {
        try withTemporaryFolder { folder in
            func git(_ arguments: String...) throws {
                let process = Process()
                process.executableURL = URL(filePath: "/usr/bin/env")
                process.arguments = ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.org"] + arguments
                process.standardOutput = FileHandle.nullDevice
                try process.run()
                process.waitUntilExit()
            }
            let baseline = Baseline(project: folder, report: "quick")
            try git("init", "-q")
            try accept([sample], into: baseline, because: "first")
            try git("add", ".")
            try git("commit", "-q", "-m", "one")
            let moved = DiffSamples.figure([1, 2, 3], shift: 1)
            try accept([moved], into: baseline, because: "second")
            #expect(GitRepository(folder: folder).digestOfChanges?.count == 64)
            let old = try baseline.snapshot(at: "HEAD")
            #expect(ReportDiff(old: old, new: DiffSamples.report(sample)).figures[0].isIdentical)
            #expect(ReportDiff(old: old, new: try baseline.snapshot()).figures[0].verdict == .changed)
            #expect(throws: Fault.self) { try baseline.snapshot(at: "no-such-revision") }
            #expect(throws: Fault.self) { try Baseline(project: folder, report: "other").snapshot(at: "HEAD") }
        }
    }
}
