import Files
import Foundation

/// Slurm, by its own commands: sbatch, squeue, scancel, and sacct where there is accounting.
struct SlurmQueue: JobQueue {
    let settings: ClusterSettings
    /// The project's folder.
    let project: String
    /// The program that nodes run.
    let program: String
    /// What the nodes' environment has besides the submitter's, by name.
    var environment: [String: String] = [:]

    func submit(_ submission: Submission) throws -> Int {
        let folder = submission.folder
        try AtomicFile.write(text: script(submission), to: folder.script)
        let output = try Self.call("sbatch", options(submission) + [folder.script])
        // "123", or "123;cluster" where there are several.
        guard let job = Int(output.prefix { $0.isNumber }) else {
            throw Fault("sbatch printed no number of a job: '\(output.prefix(80))'", status: .usage)
        }
        return job
    }

    /// The options of sbatch.
    func options(_ submission: Submission) -> [String] {
        // In a path, Slurm puts numbers for what follows a per cent sign.
        let log = submission.folder.path.replacing("%", with: "%%") + "/log-%a.txt"
        var options = [
            "--parsable", "--job-name=\(submission.folder.jobName)", "--array=1-\(submission.tasks)", "--output=\(log)",
            "--open-mode=append", "--chdir=\(project)", "--cpus-per-task=\(submission.cores)", "--no-requeue", "--export=ALL",
            "--signal=B:TERM@\(warning)",
        ]
        options += limits
        if !submission.excluded.isEmpty { options.append("--exclude=\(submission.excluded.joined(separator: ","))") }
        return options + settings.options
    }

    /// What the settings ask for, as sbatch takes it.
    var limits: [String] {
        var options: [String] = []
        if let partition = settings.partition { options.append("--partition=\(partition)") }
        if let account = settings.account { options.append("--account=\(account)") }
        if let time = settings.time { options.append("--time=\(SlurmTime.text(minutes: time))") }
        if let memory = settings.memory { options.append("--mem=\(memory)M") }
        return options
    }

    /// Seconds before the time limit at which a task is asked to stop, so that it keeps how far it is.
    private var warning: Int { settings.time.map { max(1, min(60, $0 * 60 / 4)) } ?? 60 }

    /// What runs on the node. The program takes the shell's place, so that it hears the signals.
    func script(_ submission: Submission) -> String {
        let exports = environment.sorted { $0.key < $1.key }.map { "export \($0.key)=\(ShellCommand.quoted($0.value))" }
        let work = ShellCommand.line([program, "work", "--project", project, "--folder", submission.folder.path])
        return (["#!/bin/sh"] + exports + settings.setup + ["exec \(work) --task \"$SLURM_ARRAY_TASK_ID\""])
            .joined(separator: "\n") + "\n"
    }

    func tasks() throws -> [QueuedTask] {
        let output = try Self.call(
            "squeue", ["--noheader", "--array", "--states=all", "--user=\(geteuid())", "--format=%F|%K|%j|%T|%N|%r"])
        return Self.tasks(output)
    }

    static func tasks(_ output: String) -> [QueuedTask] {
        output.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard fields.count == 6, let job = Int(fields[0]), let task = Int(fields[1]),
                fields[2].hasPrefix(TaskFolder.jobPrefix)
            else { return nil }
            return QueuedTask(job: job, task: task, name: fields[2], state: fields[3], node: fields[4], reason: fields[5])
        }
    }

    func ending(job: Int, task: Int) -> String? {
        guard ChildProcess.find("sacct") != nil,
            let output = try? Self.call(
                "sacct", ["--noheader", "--parsable2", "--allocations", "--jobs=\(job)_\(task)", "--format=State"])
        else { return nil }
        // "CANCELLED by 1000"
        return output.split(separator: "\n").first?.split(separator: " ").first.map(String.init)
    }

    func cancel(_ jobs: [Int]) throws {
        guard !jobs.isEmpty else { return }
        _ = try Self.call("scancel", jobs.map(String.init))
    }

    /// Runs one of Slurm's commands.
    /// - Returns: what it printed, without blank space around it.
    /// - Throws: a `Fault` (status usage) with what it says of a failure.
    static func call(_ program: String, _ arguments: [String]) throws -> String {
        var process = ChildProcess(program, arguments)
        process.timeLimit = .seconds(60)
        // Its words and numbers in one form everywhere.
        process.environment["LC_ALL"] = "C"
        process.environment["SLURM_TIME_FORMAT"] = "standard"
        var output: [UInt8] = []
        let outcome: ChildProcess.Outcome
        do {
            outcome = try process.run(cancelled: { false }, receive: { output += $0 })
        } catch let failure as ChildProcess.Failure {
            throw Fault(
                "\(program) \(failure)", remedy: "run this on a machine of the cluster that has Slurm's commands", status: .usage)
        }
        guard outcome.ending == .exited(0) else {
            let words = outcome.errors.split(separator: "\n").last.map(String.init) ?? "\(outcome.ending)"
            throw Fault("\(program) says: \(words)", status: .usage)
        }
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
