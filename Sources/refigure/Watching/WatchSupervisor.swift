import Experiments
import Files
import Foundation
import Watching

/// Keeps one process at work that brings the report up to date, and builds the program anew where its sources were saved.
///
/// What is computed and drawn runs in a process of its own, so that a chart that traps ends that one and not the watch.
final class WatchSupervisor {
    private let project: ProjectFolder
    private let voice: WatchVoice
    /// What the process at work is called with.
    private let arguments: [String]
    private var sources: FileWatch
    /// What may mend a process that ended by itself.
    private var inputs: FileWatch
    private var program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    private var worker: WatchedProgram?
    private var build: WatchedProgram?
    private var isBuildWanted: Bool

    init(project: ProjectFolder, place: ReportPlace, voice: WatchVoice, arguments: [String]) {
        self.project = project
        self.voice = voice
        self.arguments = arguments
        // A project of reports and templates alone has nothing to build.
        let builds = ["Makefile", "Package.swift", "Sources"].allSatisfy { access("\(project.path)/\($0)", R_OK) == 0 }
        sources = FileWatch(builds ? WatchedPlaces.sources(of: project) : [])
        inputs = FileWatch(WatchedPlaces.always(place, in: project))
        isBuildWanted = builds && NewerSources.areThere(in: project)
    }

    /// Watches until the user asks to stop; then nothing that it started is left running.
    /// - Throws: a `Fault` where the system has no threads.
    func run() async throws {
        var round = 0
        if !isBuildWanted { try startWorker() }
        while !Interruption.isRequested {
            try await Task.sleep(for: .milliseconds(50))
            round += 1
            let looks = round % 4 == 0
            if looks, !sources.changes().isEmpty {
                repeat { try await Task.sleep(for: .milliseconds(60)) } while !sources.changes().isEmpty
                isBuildWanted = true
            }
            if isBuildWanted, build == nil { try startBuild() }
            if let ending = build?.ending { try await endBuild(ending) }
            if let worker, let ending = worker.ending {
                self.worker = nil
                voice.reportEnds("\(ending)", worker.words)
            }
            if worker == nil, looks, !inputs.changes().isEmpty { try startWorker() }
        }
        for program in [worker, build] { program?.stop() }
        for program in [worker, build] { await program?.waitUntilEnded() }
    }

    private func startWorker() throws {
        _ = inputs.changes()
        var process = ChildProcess(program, arguments)
        process.grace = .seconds(3)
        worker = try WatchedProgram(
            process, kept: 30, output: { [voice] in voice.take(message: $0) }, errors: { [voice] in voice.take(words: $0) })
    }

    private func startBuild() throws {
        isBuildWanted = false
        var make = ChildProcess("make", ["--no-print-directory", "build"])
        make.folder = project.path
        // This may itself be run by make, whose wishes are not those of this one.
        for name in ["MAKEFLAGS", "MAKELEVEL", "MFLAGS"] { make.environment[name] = nil }
        // The compilers that it started are stopped by it.
        make.grace = .seconds(10)
        voice.buildBegins()
        build = try WatchedProgram(
            make, kept: 0, output: { [voice] in voice.take(buildLine: $0) }, errors: { [voice] in voice.take(buildLine: $0) })
    }

    private func endBuild(_ ending: WatchedProgram.Ending) async throws {
        build = nil
        voice.buildEnds(ending == .exited(0) ? nil : "\(ending)")
        if ending == .exited(0) {
            let built = "\(project.path)/.build/release/refigure"
            if access(built, X_OK) == 0 { program = built }
            worker?.stop()
            await worker?.waitUntilEnded()
            worker = nil
        }
        // The one before serves where the new one cannot be built.
        if worker == nil { try startWorker() }
    }
}
