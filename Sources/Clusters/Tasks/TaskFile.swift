import Experiments
import Files
import Results

/// What a node is given to do: pieces of a run, each with all that its key is made of.
struct TaskFile: Codable, Equatable {
    struct Piece: Codable, Equatable {
        /// For people.
        var name: String
        /// What it is; see `Experiments.Piece.Work.text`.
        var work: String
        var key: CacheKey
        /// What its key is made of, besides what all pieces of the task share.
        var inputs: [KeyInput]
    }

    /// How often these were submitted before; 0 for the first time.
    var attempt: Int
    var cores: Int
    /// The least time between two checkpoints of a training, in seconds.
    var checkpoint: Double
    /// Of the keys, what all pieces share: most of the sources.
    var shared: [KeyInput]
    var pieces: [Piece]

    /// - Parameter pieces: with all that each key is made of.
    init(attempt: Int, cores: Int, checkpoint: Double, pieces: [(name: String, work: String, inputs: [KeyInput])]) {
        self.attempt = attempt
        self.cores = cores
        self.checkpoint = checkpoint
        let common = pieces.dropFirst().reduce(Set(pieces.first?.inputs ?? [])) { $0.intersection($1.inputs) }
        shared = common.sorted { $0.name < $1.name }
        self.pieces = pieces.map { piece in
            Piece(
                name: piece.name, work: piece.work, key: CacheKey(piece.inputs),
                inputs: piece.inputs.filter { !common.contains($0) })
        }
    }

    /// All that the piece's key is made of.
    func inputs(of piece: Piece) -> [KeyInput] { shared + piece.inputs }

    func write(to path: String) throws { try AtomicFile.write(try SealedJSON.text(self), to: path) }

    /// - Throws: a `Fault` (status data) where there is none, or it is damaged.
    static func read(_ path: String) throws -> TaskFile {
        func damaged(_ reason: String) -> Fault {
            Fault("damaged: \(reason)", at: path, remedy: "run the report again", status: .data)
        }
        let task: TaskFile
        do {
            task = try SealedJSON.decode(TaskFile.self, from: try PlainFile.bytes(path))
        } catch let error as JSONError {
            throw damaged("\(error)")
        }
        for piece in task.pieces {
            let inputs = task.inputs(of: piece)
            guard Set(inputs.map(\.name)).count == inputs.count, CacheKey(inputs) == piece.key else {
                throw damaged("a key is not that of its inputs")
            }
        }
        guard (1...1024).contains(task.cores), (0.1...3600).contains(task.checkpoint), (0...100).contains(task.attempt) else {
            throw damaged("a number is out of its bounds")
        }
        return task
    }
}
