import Files
import Results

extension FuzzedReader {
    /// Any JSON text: what is read is written and read again as it was.
    static func json() -> FuzzedReader {
        FuzzedReader("json", damages: [TreeDamage.json, TextDamage.words(jsonWords)]) { bytes in
            let tree: JSONValue
            do { tree = try JSONReader.read(bytes) } catch { throw Refusal() }
            let text = JSONWriter.text(tree)
            try promise(JSONWriter.text(try JSONReader.read(text)) == text, "written and read again, it is another")
        }
    }

    static func result() -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader("result", mutations: 700, damages: [TreeDamage.envelope("result"), TreeDamage.json]) { bytes in
            guard case .valid(let file) = ResultFile.read(bytes) else { throw Refusal() }
            let path = "\(scratch.path)/copy.json"
            try file.write(to: path)
            guard case .valid(let copy)? = try? ResultFile.read(path) else { throw BrokenPromise("written again, it is damaged") }
            try promise(copy.digest == file.digest && copy.key == file.key, "written again, it is another")
            try check(file.result)
            let baseline = BaselineFile(file)
            let reread = try BaselineFile(reading: baseline.text, at: "baseline")
            try promise(try reread.text == baseline.text, "its baseline is another when read again")
            try compare(FigureSnapshot(result: file.result, inputs: file.inputs), reread.snapshot)
        }
    }

    static func baseline() -> FuzzedReader {
        FuzzedReader("baseline", mutations: 700, damages: [TreeDamage.sealed, TreeDamage.json]) { bytes in
            let file = try BaselineFile(reading: bytes, at: "file")
            let text = try file.text
            try promise(try BaselineFile(reading: text, at: "file").text == text, "written and read again, it is another")
            try check(file.result)
            try compare(file.snapshot, file.snapshot)
        }
    }

    static func stamp() -> FuzzedReader {
        let scratch = ScratchFolder()
        scratch.write(Array("picture".utf8), to: "fig1.png")
        return FuzzedReader("stamp", damages: [TreeDamage.envelope("files"), TreeDamage.json]) { bytes in
            guard case .valid(let stamp) = try Stamp.read(scratch.write(bytes, to: "fig1.stamp.json")) else { throw Refusal() }
            for file in stamp.files {
                try promise(file.digest == (try SHA256.hex(ofFileAt: "\(scratch.path)/\(file.name)")), "\(file.name) is another")
            }
        }
    }

    static func provenance() -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader("provenance", damages: [TreeDamage.sealed, TreeDamage.json]) { bytes in
            guard let provenance = Provenance.read(scratch.write(bytes, to: "provenance.json")) else { throw Refusal() }
            try provenance.write(to: "\(scratch.path)/copy.json")
            guard let copy = Provenance.read("\(scratch.path)/copy.json") else {
                throw BrokenPromise("written again, it cannot be read")
            }
            try promise(
                copy.commit == provenance.commit && copy.figures.count == provenance.figures.count, "written again, it is another")
            for figure in provenance.figures {
                for seconds in [figure.wallSeconds, figure.processorSeconds] {
                    try promise(seconds.isFinite && seconds >= 0, "\(figure.id) took \(seconds) s")
                }
            }
        }
    }

    static func costs() -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader("costs", damages: [TreeDamage.sealed, TreeDamage.json]) { bytes in
            scratch.write(bytes, to: "costs.json")
            let costs = Store(folder: scratch.path).costs()
            guard let seconds = costs["information-plane/fig1"] else { throw Refusal() }
            try promise(seconds.isFinite && seconds >= 0, "it took \(seconds) s")
        }
    }

    private static let jsonWords =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "true", "false", "null",
            "{\"a\":", "[[",
            "\u{1}", "é", "\"NaN\"",
        ] + TextDamage.numbers

    /// The shapes that all who take a result apart rely on.
    private static func check(_ result: FigureResult) throws {
        for series in result.panels.flatMap(\.series) {
            for column in series.columns + [series.index] {
                let lengths = [column.values.count] + column.replicates.map(\.count)
                try promise(lengths.allSatisfy { $0 == series.index.values.count }, "series \(series.id): columns of \(lengths)")
            }
        }
        for table in result.tables {
            try promise(table.rows.allSatisfy { $0.count == table.header.count }, "table \(table.title): rows of other lengths")
        }
    }

    /// Differences can be told and written, and are none from itself.
    private static func compare(_ one: FigureSnapshot, _ other: FigureSnapshot) throws {
        let sides = (ReportSnapshot(name: "one", figures: [one]), ReportSnapshot(name: "other", figures: [other]))
        _ = try CanonicalJSON.text(ReportDiff(old: sides.0, new: sides.1))
        _ = try CanonicalJSON.text(ReportDiff(old: sides.1, new: sides.0))
        let own = ReportDiff(old: sides.0, new: sides.0)
        try promise(own.figures.allSatisfy { $0.verdict == .identical }, "it differs from itself: \(own.figures.map(\.verdict))")
        var less = one
        for panel in less.result.panels.indices {
            less.result.panels[panel].series = Array(less.result.panels[panel].series.dropLast())
        }
        less.result.tables = Array(less.result.tables.dropLast())
        _ = ReportDiff(old: ReportSnapshot(name: "less", figures: [less]), new: sides.0)
    }
}
