import ArgumentParser
import Clusters
import Experiments
import Files
import Foundation

/// Who makes a run's networks and products.
enum ExecutorName: String, ExpressibleByArgument, CaseIterable {
    case threads, slurm
}

/// The cluster that a run uses, and what becomes of its tasks where the run is stopped.
enum ClusterPlace {
    /// The program that nodes run: this one.
    static var program: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

    /// - Parameter file: of the settings; nil: cluster.yml of the project.
    /// - Throws: a `Fault` (status usage).
    static func settings(_ file: String?, _ project: ProjectFolder) throws -> ClusterSettings {
        let path = file ?? "\(project.path)/cluster.yml"
        return try ClusterSettingsReader.read(path, name: Session.short(path))
    }

    /// Nil: threads of this process.
    /// - Throws: a `Fault` where the cluster cannot be used.
    static func executor(_ options: RunOptions, _ session: Session) throws -> SlurmExecutor? {
        guard options.executor == .slurm else { return nil }
        let settings = try settings(options.cluster, session.project)
        let problems = ClusterCheck(settings, store: session.project.store, program: program).problems()
        if var first = problems.first {
            if problems.count > 1 { first.remedy = "`refigure cluster check` names \(problems.count - 1) more" }
            throw first
        }
        return SlurmExecutor(
            settings: settings, project: session.project.path, program: program, environment: environment, store: session.store,
            keys: session.keys)
    }

    /// Nodes start in the project's folder: what is named from another one is named whole.
    private static var environment: [String: String] {
        guard let data = ProcessInfo.processInfo.environment["REFIGURE_DATA"], !data.isEmpty, !data.contains("://") else {
            return [:]
        }
        return ["REFIGURE_DATA": URL(fileURLWithPath: data).standardizedFileURL.path]
    }

    /// What of a run that has ended before its time still stands in the queue goes on, or is cancelled: whoever sits at a terminal is asked.
    /// - Throws: a `Fault` where it is not cancelled though it should be.
    static func leave(_ executor: SlurmExecutor?) throws {
        guard let executor, case let remains = executor.remains, remains.tasks > 0 else { return }
        let command = ShellCommand.line(["scancel"] + remains.jobs.map(String.init))
        let tasks = remains.tasks == 1 ? "one task of this run is" : "\(remains.tasks) tasks of this run are"
        let unqueued = remains.unqueued == 0 ? "" : " (\(remains.unqueued) pieces were not queued yet)"
        if StandardStream.error.isTerminal, isatty(STDIN_FILENO) == 1 {
            StandardStream.error.attempt("\(tasks) in the cluster's queue\(unqueued): let them go on, or cancel them? [go/cancel] ")
            if readLine()?.trimmingCharacters(in: .whitespaces).lowercased().hasPrefix("c") == true {
                try executor.cancelRemains()
                return try Terminal.remark("cancelled; what was finished is kept")
            }
        }
        try Terminal.remark(
            "\(tasks) in the cluster's queue and go\(remains.tasks == 1 ? "es" : "") on\(unqueued); the next run takes over what is made meanwhile, `\(command)` ends it"
        )
    }
}
