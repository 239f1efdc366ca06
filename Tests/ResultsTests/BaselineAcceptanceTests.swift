import Files
import Foundation
import Testing

@testable import Results

/// Accepts the results that differ from the baseline, as the command does.
@discardableResult
func accept(
    _ results: [FigureResult], into baseline: Baseline, because reason: String, commit: String? = nil, dirty: Bool = false,
    patience: Duration = .seconds(60), cancelled: () -> Bool = { false }
) throws -> Baseline.AcceptanceOutcome {
    try baseline.accept(
        results.map(\.id), on: .init(reason: reason, commit: commit, dirty: dirty), patience: patience, cancelled: cancelled
    ) { holdings in
        let now = ReportSnapshot(name: "now", figures: results.map { FigureSnapshot(result: $0, inputs: DiffSamples.inputs) })
        return ReportDiff(old: holdings.snapshot, new: now).figures.filter { !$0.isIdentical }.compactMap { figure in
            results.first { $0.id == figure.id }.map {
                Baseline.Acceptance(DiffSamples.file($0), change: holdings.damaged[$0.id] ?? figure.summary)
            }
        }
    }
}

@Suite("Accepting")
struct BaselineAcceptanceTests {
    private static let figures = (1...3).map { number in
        DiffSamples.figure([1, 2], layers: 1, id: FigureID(paper: "paper", figure: "fig\(number)"))
    }
    private static let moved = (1...3).map { number in
        DiffSamples.figure([1, 2], layers: 1, shift: 1, id: FigureID(paper: "paper", figure: "fig\(number)"))
    }

    private static func lines(_ baseline: Baseline) -> [String] {
        ((try? String(contentsOfFile: baseline.log, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("- ")
        }
    }

    /// Every file below the folder with its bytes.
    private static func contents(_ folder: String) -> [String: Data] {
        Dictionary(
            uniqueKeysWithValues: names(in: folder).compactMap { name in
                FileManager.default.contents(atPath: "\(folder)/\(name)").map { (name, $0) }
            })
    }

    @Test("accepting writes the figures and a line a figure to the log, a second time adds to it, and nothing else is left")
    func accepting() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            let (first, second) = (Self.figures[0], Self.moved[0])
            try accept([first], into: baseline, because: "The first one.")
            #expect(try accept([first], into: baseline, because: "again").accepted.isEmpty)
            try accept(
                [second], into: baseline, because: "bins\nare\nexact now", commit: String(repeating: "a1", count: 20), dirty: true)
            let lines = Self.lines(baseline)
            #expect(lines.count == 2)
            #expect(lines[0] == "- paper/fig1: the figure is new. Reason: The first one. (no commit)")
            #expect(lines[1].hasSuffix(". Reason: bins are exact now. (commit a1a1a1a1a1a1 with changes)"))
            #expect(ReportDiff(old: try baseline.snapshot(), new: DiffSamples.report(second)).figures.allSatisfy { $0.isIdentical })
            #expect(
                names(in: "\(folder)/reports") == [
                    "baseline", "baseline/quick", "baseline/quick/log.md", "baseline/quick/paper-fig1.json",
                ])
        }
    }

    @Test("wherever an acceptance is stopped, a diff reads it whole or not at all, and the next one ends with each line once")
    func stopped() throws {
        try withTemporaryFolder { folder in
            // What an acceptance has written before each of its steps: the record, the log, each figure, no record.
            let model = Baseline(project: "\(folder)/model", report: "quick")
            try accept(Self.figures, into: model, because: "first")
            let before = Self.contents(model.folder)
            try accept(Self.moved, into: model, because: "second")
            let after = Self.contents(model.folder)
            let whole = try model.snapshot().figures
            let reference = Self.lines(model)
            let record = PendingAcceptance(
                logBefore: SHA256.hex(of: before["log.md"]!), lines: reference.suffix(3).map { "\($0)\n" }.joined(),
                figures: (1...3).map { number in
                    let name = "paper-fig\(number).json"
                    return .init(
                        name: name, before: SHA256.hex(of: before[name]!), text: String(decoding: after[name]!, as: UTF8.self))
                })

            for written in 0...5 {
                for (reason, results) in [("second", Self.moved), ("another reason", Self.moved), ("third", Self.figures)] {
                    let baseline = Baseline(project: "\(folder)/\(written)-\(reason)", report: "quick")
                    for (name, bytes) in before { try AtomicFile.write(bytes, to: "\(baseline.folder)/\(name)") }
                    if written > 0 { try record.write(baseline) }
                    let order = ["log.md", "paper-fig1.json", "paper-fig2.json", "paper-fig3.json"]
                    for name in order.prefix(max(0, written - 1)) {
                        try AtomicFile.write(after[name]!, to: "\(baseline.folder)/\(name)")
                    }
                    try AtomicFile.write(text: "half", to: "\(baseline.folder)/log.md.\(Int32.max)-1.partial")
                    try AtomicFile.write(text: "", to: "\(folder)/\(written)-\(reason)/reports/baseline/.lock")
                    let isBegun = written > 1

                    let seen = try baseline.snapshot()
                    let isWhole = seen.figures == whole
                    #expect(isWhole == isBegun, "\(written) written")
                    #expect(seen.notices.count == (isBegun ? 1 : 0))

                    let outcome = try accept(results, into: baseline, because: reason)
                    #expect(outcome.ended.count == (isBegun ? 3 : 0) && outcome.left.isEmpty)
                    let isRepeated = reason != "third"
                    let expected =
                        isRepeated
                        ? reference.dropLast(3)
                            + reference.suffix(3).map {
                                isBegun ? $0 : $0.replacingOccurrences(of: "Reason: second", with: "Reason: \(reason)")
                            } : reference.dropLast(isBegun ? 0 : 3)
                    #expect(Array(Self.lines(baseline).prefix(expected.count)) == Array(expected), "\(written) written, \(reason)")
                    #expect(Self.lines(baseline).count == expected.count + (isRepeated || !isBegun ? 0 : 3))
                    let held = Self.contents(baseline.folder)
                    #expect(Set(held.keys) == Set(after.keys), "\(held.keys)")
                    for name in order.dropFirst() { #expect(held[name] == (isRepeated ? after : before)[name], "\(name)") }
                    #expect(!names(in: "\(folder)/\(written)-\(reason)/reports/baseline").contains(".lock"))
                }
            }
        }
    }

    @Test("a figure that was changed after an acceptance was stopped is left as it is, and named")
    func changedMeanwhile() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            try accept([Self.figures[0]], into: baseline, because: "first")
            let path = "\(baseline.folder)/paper-fig1.json"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let log = try #require(FileManager.default.contents(atPath: baseline.log))
            let line = "- paper/fig1: moved. Reason: second. (no commit)\n"
            let record = PendingAcceptance(
                logBefore: SHA256.hex(of: log), lines: line,
                figures: [.init(name: "paper-fig1.json", before: String(repeating: "0", count: 64), text: text + " ")])
            try record.write(baseline)
            try AtomicFile.write(log + Data(line.utf8), to: baseline.log)
            let outcome = try accept([Self.figures[0]], into: baseline, because: "third")
            #expect(outcome.left == ["paper-fig1.json"] && outcome.accepted.isEmpty)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test("a damaged record of a stopped acceptance is named, and nothing is written over")
    func damagedRecord() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            try accept([Self.figures[0]], into: baseline, because: "first")
            try AtomicFile.write(text: "{", to: "\(baseline.folder)/.acceptance")
            for work in [{ _ = try baseline.snapshot() }, { _ = try accept([Self.moved[0]], into: baseline, because: "second") }] {
                #expect { try work() } throws: { error in
                    (error as? Fault)?.place == "\(baseline.folder)/.acceptance" && (error as? Fault)?.status == .data
                }
            }
        }
    }

    @Test("a reason is one line of the log whatever it holds, and acts on no terminal")
    func visibleReason() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            _ = try accept(Self.figures, into: baseline, because: "two\nlines, \u{1B}[31mred\u{7}.")
            let lines = Self.lines(baseline)
            #expect(lines.allSatisfy { $0.hasSuffix("Reason: two lines, \\u{1B}[31mred\\u{07}. (no commit)") }, "\(lines)")
        }
    }

    @Test("twelve acceptances at once, of three reports, lose no line and no figure", .timeLimit(.minutes(10)))
    func atOnce() async throws {
        try await withTemporaryFolderAsync { folder in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        let figure = DiffSamples.figure([1], layers: 1, id: FigureID(paper: "paper", figure: "fig\(number)"))
                        do {
                            try accept([figure], into: Baseline(project: folder, report: "r\(number % 3)"), because: "\(number)")
                        } catch { Issue.record("\(error)") }
                    }
                }
            }
            for report in 0..<3 {
                let baseline = Baseline(project: folder, report: "r\(report)")
                let lines = Self.lines(baseline)
                let held = try baseline.snapshot().figures.map { "- \($0.result.id):" }
                #expect(lines.count == 4 && held.count == 4)
                for line in lines { #expect(held.contains { line.hasPrefix($0) }, "\(line)") }
            }
            #expect(
                names(in: "\(folder)/reports/baseline").allSatisfy {
                    $0.hasSuffix(".json") || $0.hasSuffix("log.md") || !$0.contains("/")
                })
        }
    }

    @Test("the same acceptance asked for at once by several is made once", .timeLimit(.minutes(10)))
    func sameAtOnce() async {
        await withTemporaryFolderAsync { folder in
            let baseline = Baseline(project: folder, report: "quick")
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        do { try accept(Self.figures, into: baseline, because: "together") } catch { Issue.record("\(error)") }
                    }
                }
            }
            #expect(Self.lines(baseline).count == 3)
        }
    }

    @Test("an acceptance that waits for another can be stopped, and does not wait for ever")
    func waiting() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            let lock = try #require(try FileLock.attempt("\(folder)/reports/baseline/.lock"))
            #expect(throws: CancellationError.self) {
                try accept([Self.figures[0]], into: baseline, because: "stopped", cancelled: { true })
            }
            #expect { try accept([Self.figures[0]], into: baseline, because: "late", patience: .zero) } throws: { error in
                (error as? Fault)?.status == .cannotWrite
            }
            withExtendedLifetime(lock) {}
            #expect(Self.lines(baseline).isEmpty)
        }
    }

    @Test("all baselines together have a limit, which what is refused does not change")
    func limit() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(
                [UInt8](repeating: 32, count: Baseline.limit - 1000), to: "\(folder)/reports/baseline/other/paper-fig1.json")
            let baseline = Baseline(project: folder, report: "quick")
            #expect { try accept([Self.figures[0]], into: baseline, because: "large") } throws: { error in
                (error as? Fault)?.problem.contains("more than \(Baseline.limit)") == true
            }
            #expect(names(in: baseline.folder).isEmpty)
        }
    }

    @Test("a damaged figure is accepted anew, which the log says")
    func inPlaceOfDamaged() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            try accept(Self.figures, into: baseline, because: "first")
            try AtomicFile.write(text: "{", to: "\(baseline.folder)/paper-fig2.json")
            let outcome = try accept(Self.figures, into: baseline, because: "mended")
            #expect(outcome.accepted.map(\.file.result.id.figure) == ["fig2"])
            #expect(Self.lines(baseline).last?.hasPrefix("- paper/fig2: is no baseline: byte 1") == true)
            #expect(try baseline.snapshot().figures.count == 3)
        }
    }

    @Test("files without a digest are read with a note, and given one without a line in the log")
    func unsealed() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            try accept(Self.figures, into: baseline, because: "first")
            let whole = Self.contents(baseline.folder)
            for name in ["paper-fig1.json", "paper-fig3.json"] {
                var file = try BaselineFile(reading: [UInt8](whole[name]!), name: name, at: name)
                file.format = 1
                try AtomicFile.write(try CanonicalJSON.text(file), to: "\(baseline.folder)/\(name)")
            }
            let read = try baseline.snapshot()
            #expect(read.figures.count == 3 && read.notices.count == 1 && read.notices[0].contains("2 of 3 files have no digest"))
            let outcome = try accept(Self.figures, into: baseline, because: "nothing new")
            #expect(outcome.accepted.isEmpty && outcome.sealed == 2)
            #expect(Self.contents(baseline.folder) == whole)
        }
    }

    @Test("the log keeps its bytes, whatever they are, and a line of its own for each figure")
    func log() throws {
        try withTemporaryFolder { folder in
            let baseline = Baseline(project: folder, report: "quick")
            let odd = Array("# Mine".utf8) + [0xFF, 0xFE] + Array("\n- no end".utf8)
            try AtomicFile.write(odd, to: baseline.log)
            try accept([Self.figures[0]], into: baseline, because: "first")
            let log = [UInt8](try #require(FileManager.default.contents(atPath: baseline.log)))
            #expect(log.starts(with: odd + [10]) && Self.contents(baseline.folder).count == 2)
            try AtomicFile.write(text: "<<<<<<< HEAD\n", to: baseline.log)
            #expect { try accept([Self.moved[0]], into: baseline, because: "second") } throws: { error in
                (error as? Fault)?.place == "\(baseline.log):1"
            }
        }
    }

    @Test("a folder that cannot be read is no empty baseline")
    func unreadable() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(text: "", to: "\(folder)/reports/baseline/quick")
            #expect { try Baseline(project: folder, report: "quick").snapshot() } throws: { ($0 as? Fault)?.status == .data }
        }
    }
}
