import Files

extension ReportSnapshot {
    /// The results of a report's folder.
    /// - Throws: a `Fault` (status data) for a folder without results, or a damaged one.
    public init(readingReport folder: String, name: String) throws {
        let results = "\(folder)/results"
        let names = try Folder.namesIfThere(in: results, endingIn: ".json") ?? []
        guard !names.isEmpty else {
            throw Fault("there are no results", at: folder, remedy: "build the report, or name another folder", status: .data)
        }
        let figures = try concurrently(names) { name -> FigureSnapshot in
            let path = "\(results)/\(name)"
            func damaged(_ reason: String) -> Fault {
                Fault("is damaged: \(reason)", at: path, remedy: "build the report again: it is computed anew", status: .data)
            }
            switch try ResultFile.read(path) {
            case .valid(let file):
                guard name == "\(file.result.id.fileName).json" else { throw damaged("it is the result of \(file.result.id)") }
                return FigureSnapshot(result: file.result, inputs: file.inputs)
            case .missing: throw Fault("is gone", at: path, status: .data)
            case .damaged(let reason): throw damaged(reason)
            }
        }
        self.init(name: name, figures: figures)
    }
}
