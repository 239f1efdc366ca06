import Experiments
import Files
import Yams

/// Reads cluster.yml. Every error names file, line and key, and what is allowed there.
///
///     partition: short           # all keys may be left out
///     account: my-group
///     time: 4:00:00              # of a task, as Slurm writes it: minutes, hours:minutes:seconds, days-hours
///     memory: 4G                 # of a task
///     cores: 8                   # a task, at most
///     tasks: 100                 # in the queue at a time, at most
///     minutes: 15                # a task of many small pieces is to take
///     checkpoint: 60             # seconds between two checkpoints of a training
///     setup: [module load gcc]   # lines of the shell before the work
///     options: [--qos=normal]    # of sbatch, besides
///     program: /shared/refigure  # what nodes run; without it, the program that submits
public struct ClusterSettingsReader {
    private let yaml: YAMLReader
    private let file: String

    static let keys = [
        "partition", "account", "time", "memory", "cores", "tasks", "minutes", "checkpoint", "setup", "options", "program",
    ]
    /// Bytes that the file may have.
    private static let longest = 1 << 16

    /// - Parameter file: the path that errors name.
    public init(file: String) {
        self.file = file
        yaml = YAMLReader(file: file)
    }

    /// Reads the file at the path.
    /// - Parameter name: what errors call it.
    /// - Throws: a `Fault` (status usage).
    public static func read(_ path: String, name: String) throws -> ClusterSettings {
        let bytes: [UInt8]?
        do {
            bytes = try PlainFile.read(path, limit: longest)
        } catch let fault as Fault {
            throw Fault(fault.problem, at: name, remedy: "give a file of a cluster's settings", status: .usage)
        }
        guard let bytes else {
            throw Fault(
                "there are no settings of a cluster", at: name,
                remedy: "write the file, for example `partition: short` and `time: 4:00:00`, or name one with --cluster",
                status: .usage)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault("is not UTF-8 text", at: name, remedy: "save it as UTF-8", status: .usage)
        }
        return try ClusterSettingsReader(file: name).read(text)
    }

    /// Reads the settings from their text.
    /// - Throws: a `Fault` (status usage).
    public func read(_ text: String) throws -> ClusterSettings {
        let top = try yaml.compose(text, wanting: "it a partition, or a time limit")
        let fields = try yaml.fields(top, path: "", allowed: Self.keys)
        var settings = ClusterSettings(file: file)
        settings.places = fields.mapValues { yaml.place($0, path: "") }
        for (key, _) in fields { settings.places[key]? += ": \(key)" }
        settings.partition = try word("partition", fields)
        settings.account = try word("account", fields)
        settings.time = try value("time", fields, "a time as Slurm writes it: 30 (minutes), 4:00:00, 2-12:00:00", SlurmTime.minutes)
        settings.memory = try value("memory", fields, "a size such as 4000M or 4G", Self.mebibytes)
        settings.cores = try value("cores", fields, "a whole number from 1 to 1024") { Self.whole($0, 1...1024) } ?? settings.cores
        settings.tasks = try value("tasks", fields, "a whole number from 1 to 1000") { Self.whole($0, 1...1000) } ?? settings.tasks
        settings.minutes =
            try value("minutes", fields, "a number from 0.01 to 1440") { Self.number($0, 0.01...1440) } ?? settings.minutes
        settings.checkpoint =
            try value("checkpoint", fields, "a number of seconds from 1 to 3600") { Self.number($0, 1...3600) }
            ?? settings.checkpoint
        settings.setup = try lines("setup", fields)
        settings.options = try lines("options", fields)
        try checkOptions(settings.options, fields)
        settings.program = try fields["program"].map { try yaml.string($0, path: "program") }
        return settings
    }

    /// A value without blanks, which an option of sbatch takes.
    private func word(_ key: String, _ fields: [String: Yams.Node]) throws -> String? {
        try value(key, fields, "one word") { text in
            !text.hasPrefix("-") && !text.contains(where: { $0.isWhitespace }) ? text : nil
        }
    }

    private func value<Value>(
        _ key: String, _ fields: [String: Yams.Node], _ allowed: String, _ read: (String) -> Value?
    ) throws -> Value? {
        guard let node = fields[key] else { return nil }
        let text = try yaml.string(node, path: key)
        guard let value = read(text) else {
            throw yaml.fault("'\(yaml.shortened(text))' is not allowed for '\(key)'", node, path: key, remedy: "give \(allowed)")
        }
        return value
    }

    /// A text, or a list of texts.
    private func lines(_ key: String, _ fields: [String: Yams.Node]) throws -> [String] {
        guard let node = fields[key] else { return [] }
        guard let list = node.sequence else { return [try yaml.string(node, path: key)] }
        return try list.enumerated().map { try yaml.string($1, path: "\(key)[\($0)]") }
    }

    /// Options that would take from the program what it needs to know its tasks again.
    private func checkOptions(_ options: [String], _ fields: [String: Yams.Node]) throws {
        let own = [
            "--array": nil, "--job-name": nil, "--output": nil, "--error": nil, "--chdir": nil, "--requeue": nil, "--wait": nil,
            "--partition": "partition", "--account": "account", "--time": "time", "--mem": "memory", "--cpus-per-task": "cores",
        ]
        for (index, option) in options.enumerated() {
            guard let node = fields["options"] else { continue }
            let name = String(option.prefix { $0 != "=" })
            guard name.hasPrefix("--") else {
                throw yaml.fault(
                    "'\(yaml.shortened(option))' is no option of sbatch in its long form", node, path: "options[\(index)]",
                    remedy: "write it as --name=value")
            }
            if let key = own[name] {
                throw yaml.fault(
                    "\(name) is set by the program itself", node, path: "options[\(index)]",
                    remedy: key.map { "give '\($0)' instead" } ?? "leave it out")
            }
        }
    }

    private static func whole(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    private static func number(_ text: String, _ range: ClosedRange<Double>) -> Double? {
        Double(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// "4G", "4000M", "4000", "1T", "500000K"; at least a mebibyte.
    static func mebibytes(_ text: String) -> Int? {
        let units: [Character: Double] = ["K": 1.0 / 1024, "M": 1, "G": 1024, "T": 1024 * 1024]
        guard let last = text.last else { return nil }
        let unit = units[Character(last.uppercased())]
        guard let number = Int(unit == nil ? text[...] : text.dropLast()), (1...1_000_000_000).contains(number) else { return nil }
        let size = (Double(number) * (unit ?? 1)).rounded(.up)
        return size >= 1 && size < 1e9 ? Int(size) : nil
    }
}
