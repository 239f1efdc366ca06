import Files
import Foundation

/// What is wrong with the settings of a cluster, or with this machine's way to it, before anything is submitted.
public struct ClusterCheck {
    private let settings: ClusterSettings
    private let store: String
    private let program: String
    private let call: (_ program: String, _ arguments: [String]) throws -> String
    private let find: (String) -> String?

    /// - Parameters:
    ///   - store: the store's folder.
    ///   - program: what nodes run, where the settings name none.
    public init(_ settings: ClusterSettings, store: String, program: String) {
        self.init(settings, store: store, program: program, call: SlurmQueue.call, find: ChildProcess.find)
    }

    init(
        _ settings: ClusterSettings, store: String, program: String,
        call: @escaping (_ program: String, _ arguments: [String]) throws -> String, find: @escaping (String) -> String?
    ) {
        self.settings = settings
        self.store = store
        self.program = settings.program ?? program
        self.call = call
        self.find = find
    }

    /// A partition, as sinfo tells of it.
    struct Partition: Equatable {
        var name: String
        var isDefault: Bool
        var isUp: Bool
        /// Nil: none.
        var minutes: Int?
        /// Of its largest node.
        var cores: Int
        /// Of its largest node, in MiB.
        var memory: Int
        var nodes: Int
    }

    /// Everything that is wrong, worded for people; empty where tasks can be queued.
    public func problems() -> [Fault] {
        var problems = storeProblems() + programProblems()
        let missing = ["sbatch", "squeue", "scancel", "sinfo"].filter { find($0) == nil }
        guard missing.isEmpty else {
            let are = missing.count == 1 ? "is" : "are"
            problems.append(
                Fault(
                    "\(missing.joined(separator: ", ")) \(are) not on the path",
                    remedy: "run this on a machine of the cluster, or load Slurm's module",
                    status: .usage))
            return problems
        }
        do {
            problems += partitionProblems(Self.partitions(try call("sinfo", ["--noheader", "--format=%R|%P|%a|%l|%c|%m|%D"])))
        } catch let fault as Fault {
            problems.append(fault)
        } catch {
            problems.append(Fault("\(error)", status: .usage))
        }
        // What only the cluster knows: accounts, limits of users.
        if problems.isEmpty, let fault = trial() { problems.append(fault) }
        return problems
    }

    /// What tasks get, in words: "partition main: 2 nodes, 1 core and 4000 MiB each at most, no time limit".
    public func summary() throws -> String {
        let all = Self.partitions(try call("sinfo", ["--noheader", "--format=%R|%P|%a|%l|%c|%m|%D"]))
        guard let found = chosen(all) else { return "no partition" }
        let limit = found.minutes.map { "tasks of at most \(SlurmTime.text(minutes: $0))" } ?? "no time limit"
        return
            "partition \(found.name): \(found.nodes) node\(found.nodes == 1 ? "" : "s"), at most \(found.cores) core\(found.cores == 1 ? "" : "s") and \(found.memory) MiB each, \(limit)"
    }

    private func chosen(_ all: [Partition]) -> Partition? {
        settings.partition.map { name in all.first { $0.name == name } } ?? all.first { $0.isDefault }
    }

    private func partitionProblems(_ all: [Partition]) -> [Fault] {
        func problem(_ key: String, _ problem: String, _ remedy: String) -> Fault {
            Fault(problem, at: settings.place(key), remedy: remedy, status: .usage)
        }
        let names = all.map(\.name).joined(separator: ", ")
        guard let found = chosen(all) else {
            return [
                settings.partition.map { problem("partition", "the cluster has no partition '\($0)'", "there are \(names)") }
                    ?? problem("partition", "the cluster has no default partition", "name one of \(names)")
            ]
        }
        var problems: [Fault] = []
        if !found.isUp { problems.append(problem("partition", "the partition \(found.name) is down", "name another of \(names)")) }
        if let limit = found.minutes, let time = settings.time, time > limit {
            problems.append(
                problem(
                    "time", "\(SlurmTime.text(minutes: time)) is more than the partition \(found.name) allows",
                    "give \(SlurmTime.text(minutes: limit)) at most"))
        }
        if settings.cores > found.cores {
            problems.append(
                problem(
                    "cores", "no node of the partition \(found.name) has \(settings.cores) cores", "give \(found.cores) at most"))
        }
        if let memory = settings.memory, memory > found.memory {
            problems.append(
                problem("memory", "no node of the partition \(found.name) has \(memory) MiB", "give \(found.memory)M at most"))
        }
        return problems
    }

    private func storeProblems() -> [Fault] {
        let path = "\(TaskFolder.folder(inStore: store))/check-\(getpid())"
        do {
            try AtomicFile.write(text: "", to: path)
            unlink(path)
            return []
        } catch let fault as Fault {
            return [fault]
        } catch {
            return [Fault("\(error)", at: path, status: .cannotWrite)]
        }
    }

    private func programProblems() -> [Fault] {
        guard program.hasPrefix("/") else {
            return [
                Fault(
                    "'\(program)' is no whole path", at: settings.place("program"),
                    remedy: "give it from / on: nodes start elsewhere",
                    status: .usage)
            ]
        }
        if access(program, X_OK) == 0 { return [] }
        return [
            Fault(
                "\(program): \(FileManager.default.fileExists(atPath: program) ? "is no program that may be run" : "is not there")",
                at: settings.place("program"), remedy: "`make build`, or give the path of a built refigure", status: .usage)
        ]
    }

    /// Asks the cluster whether it would take a task.
    private func trial() -> Fault? {
        let queue = SlurmQueue(settings: settings, project: "/", program: program)
        do {
            _ = try call(
                "sbatch", ["--test-only", "--cpus-per-task=\(settings.cores)", "--wrap=true"] + queue.limits + settings.options)
            return nil
        } catch let fault as Fault {
            let key = fault.problem.contains("ccount") && settings.account != nil ? "account" : ""
            return Fault(fault.problem, at: settings.place(key), remedy: "ask for what the cluster gives", status: .usage)
        } catch {
            return Fault("\(error)", status: .usage)
        }
    }

    /// From a line for each kind of node: name, name with a star at the default, up or down, time limit, cores, memory, nodes.
    static func partitions(_ text: String) -> [Partition] {
        func number(_ text: Substring) -> Int { Int(text.prefix { $0.isNumber }) ?? 0 }
        var partitions: [Partition] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false)
            guard fields.count == 7 else { continue }
            let kind = Partition(
                name: String(fields[0]), isDefault: fields[1].hasSuffix("*"), isUp: fields[2] == "up",
                minutes: SlurmTime.minutes(String(fields[3])), cores: number(fields[4]), memory: number(fields[5]),
                nodes: number(fields[6]))
            if let place = partitions.firstIndex(where: { $0.name == kind.name }) {
                partitions[place].cores = max(partitions[place].cores, kind.cores)
                partitions[place].memory = max(partitions[place].memory, kind.memory)
                partitions[place].nodes += kind.nodes
            } else {
                partitions.append(kind)
            }
        }
        return partitions
    }
}
