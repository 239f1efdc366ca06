/// How work is given to a Slurm cluster: what cluster.yml says.
public struct ClusterSettings: Sendable, Equatable {
    /// The file, as errors name it.
    public var file: String
    /// Nil: the cluster's default.
    public var partition: String?
    /// Nil: the user's default.
    public var account: String?
    /// The time limit of a task, in minutes; nil: the partition's default.
    public var time: Int?
    /// Of a task, in MiB; nil: the partition's default.
    public var memory: Int?
    /// The most cores that a task takes; only what takes long and can share them gets more than one.
    public var cores = 1
    /// The most tasks that stand in the queue at a time, those that run among them.
    public var tasks = 100
    /// What a task of many small pieces is to take, in minutes.
    public var minutes = 15.0
    /// The least time between two checkpoints of a training, in seconds.
    public var checkpoint = 60.0
    /// Lines of the shell that come before the work: modules to load.
    public var setup: [String] = []
    /// Further options of sbatch.
    public var options: [String] = []
    /// The program that nodes run; nil: the one that submits.
    public var program: String?
    /// Where each key stands, for messages: "cluster.yml:3: time".
    var places: [String: String] = [:]

    public init(file: String) { self.file = file }

    /// Where the key stands, or the file where it is not given.
    func place(_ key: String) -> String { places[key] ?? file }
}
