import Files
import Results

/// What became of a piece on a node: a small file beside its task, so that whoever submitted it need not ask Slurm's accounting.
struct PieceEnd: Codable, Equatable {
    /// Nil: it is in the store.
    var failure: Failure?
    var node: String
    /// Seconds that it took there.
    var seconds: Double
    /// What work took, by the names under which it is remembered.
    var costs: [String: Double] = [:]
    var notices: [String] = []

    func write(to path: String) throws { try AtomicFile.write(try SealedJSON.text(self), to: path) }

    /// Nil where there is none, or none that is whole: a network's file system may show a file before what is in it.
    static func read(_ path: String) -> PieceEnd? {
        (try? PlainFile.read(path, limit: 1 << 20)).flatMap { try? SealedJSON.decode(PieceEnd.self, from: $0) }
    }
}

/// A `Fault` as a file keeps it.
struct Failure: Codable, Equatable {
    var problem: String
    var place: String?
    var remedy: String?
    var status: Int

    init(_ fault: Fault) {
        problem = fault.problem
        place = fault.place
        remedy = fault.remedy
        status = Int(fault.status.rawValue)
    }

    /// With words of so many characters at most; some of the problem and its place always stay.
    func cut(to length: Int) -> Failure {
        var cut = self
        cut.problem = String(problem.prefix(max(length, 60)))
        cut.place = place.map { String($0.prefix(max(length, 60))) }
        cut.remedy = remedy.map { String($0.prefix(length)) }
        return cut
    }

    var fault: Fault {
        Fault(problem, at: place, remedy: remedy, status: ExitStatus(rawValue: Int32(truncatingIfNeeded: status)) ?? .figureFailed)
    }
}
