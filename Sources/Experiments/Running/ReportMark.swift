import Files
import Foundation

/// The file `.report` in a report's folder, which says whose it is, so that no run writes into a folder of somebody else's.
extension ReportPlace {
    /// Sees that the report's folder is this definition's, empty, or not there yet.
    /// - Throws: a `Fault` (status usage) where it holds something else.
    public func check() throws {
        func refused(_ problem: String, _ remedy: String) -> Fault { Fault(problem, at: folder, remedy: remedy, status: .usage) }
        let elsewhere = "the report of \(fileName) goes to the folder of its name beside it"
        guard FileManager.default.fileExists(atPath: folder) else { return }
        guard Folder.exists(folder) else {
            throw refused("a file is in the way of the report's folder", "\(elsewhere): move the file, or rename the definition")
        }
        // Before the mark is read: a run that began meanwhile writes its mark first, so where its files are seen, the mark is there.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        if let mark = try PlainFile.read("\(folder)/.report", limit: 4096) {
            guard mark == Array(text.utf8) else {
                throw refused(
                    "is the folder of another definition's report",
                    "\(elsewhere): rename the definition, or remove the folder's file .report to give it over")
            }
            return
        }
        let foreign = names.filter { $0 != ".DS_Store" && !($0.hasPrefix(".report.") && $0.hasSuffix(".partial")) }
        // Earlier versions wrote no mark, and only into reports/.
        let isEarlier = isOfProject && !Set(names).isDisjoint(with: [".lock", "provenance.json", "results"])
        guard foreign.isEmpty || isEarlier else {
            throw refused(
                "is there already and no report's folder",
                "\(elsewhere): rename the definition or the folder, or move the definition")
        }
    }

    /// Takes the folder for this definition's report before anything is written there.
    /// - Throws: as `check`; a `Fault` (status cannotWrite).
    public func claim() throws {
        try check()
        let mark = "\(folder)/.report"
        guard !FileManager.default.fileExists(atPath: mark) else { return }
        try AtomicFile.write(text: text, to: mark)
    }

    private var text: String { "The report of \(fileName), made by Refigure.\n" }

    private var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }
}
