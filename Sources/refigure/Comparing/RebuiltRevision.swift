import Files
import Foundation
import Results

/// A git revision checked out beside the project, built and run.
///
/// The worktree stays under .build-revisions/, so a second comparison with the revision builds nothing, and shares the project's store:
/// its keys tell the revisions' networks apart.
struct RebuiltRevision {
    let session: Session
    let revision: String

    /// - Returns: the folder of its report.
    /// - Throws: a `Fault` that says which step failed.
    func reportFolder() throws -> String {
        let place = session.definition.place
        guard place.isOfProject else {
            throw Fault(
                "no revision has this definition: it stands outside reports/", at: place.file,
                remedy: "copy it to reports/ and commit it, or compare the folders of two reports", status: .usage)
        }
        let project = session.project.path
        let git = GitRepository(folder: project)
        let commit = try git.commit(revision)
        guard git.output(["rev-parse", "--show-prefix"])?.isEmpty == true else {
            throw Fault(
                "is not the top folder of its repository", at: project, remedy: "run --rebuild in the repository's own top folder",
                status: .usage)
        }
        let worktree = "\(project)/.build-revisions/\(commit.prefix(12))"
        let files = FileManager.default
        if !files.fileExists(atPath: "\(worktree)/Package.swift") {
            try Removal.clearAway(worktree)
            try run(["git", "-C", project, "worktree", "prune"], in: project, step: "tidying the worktrees")
            try run(
                ["git", "-C", project, "worktree", "add", "--quiet", "--detach", worktree, commit], in: project,
                step: "checking out \(revision)")
        }
        if !files.fileExists(atPath: "\(worktree)/.refigure") {
            try AtomicFile.makeFolder(session.project.store)
            let link = "\(worktree)/.refigure"
            // One that leads nowhere, since the project was elsewhere then.
            _ = unlink(link)
            guard symlink(session.project.store, link) == 0 || files.fileExists(atPath: link) else {
                throw Fault.cannotWrite(link, .last)
            }
        }
        try Terminal.remark("building \(revision) in \(Session.short(worktree))")
        try run(
            ["swift", "build", "-c", "release", "--product", "refigure", "--quiet"], in: worktree, step: "building \(revision)")
        let report = session.definition.name
        try run(
            ["\(worktree)/.build/release/refigure", "report", "--quiet", "--report", report, "--project", worktree], in: worktree,
            step: "running the report '\(report)' of \(revision)")
        return "\(worktree)/reports/\(report)"
    }

    private func run(_ command: [String], in folder: String, step: String) throws {
        try Interruption.check()
        var process = ChildProcess(command[0], Array(command.dropFirst()))
        process.folder = folder
        process.showsOutput = true
        if process.environment["REFIGURE_DATA"] == nil { process.environment["REFIGURE_DATA"] = session.project.data }
        process.timeLimit = .seconds(7 * 24 * 3600)
        // The compilers that a build started are stopped by it.
        process.grace = .seconds(3)
        let ending: ChildProcess.Ending
        do {
            ending = try process.run(cancelled: { Interruption.isRequested }).ending
        } catch let failure as ChildProcess.Failure {
            throw Fault("\(step) failed: \(command[0]) \(failure)", at: folder, status: .usage)
        }
        if ending == .exited(ExitStatus.interrupted.rawValue) { throw CancellationError() }
        guard ending == .exited(0) else {
            let words =
                switch ending {
                case .exited(let status): "exit code \(status)"
                case .killed(let signal): "signal \(signal)"
                }
            throw Fault("\(step) failed with \(words)", at: folder, remedy: "the messages above say why", status: .usage)
        }
    }
}
