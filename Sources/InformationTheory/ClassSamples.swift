/// The samples of one class.
struct ClassSamples {
    let label: Int
    /// Ascending.
    let places: [Int]

    /// The classes that occur, ascending.
    static func grouped(by labels: [UInt16]) -> [ClassSamples] {
        var places = [[Int]](repeating: [], count: 1 + Int(labels.max() ?? 0))
        for (place, label) in labels.enumerated() { places[Int(label)].append(place) }
        return places.indices.filter { !places[$0].isEmpty }.map { ClassSamples(label: $0, places: places[$0]) }
    }

    func values(of variable: [Double]) -> [Double] { places.map { variable[$0] } }

    /// Does the work for this class; what is degenerate in it is said with its number.
    func attempt<Value>(_ work: () throws(DegenerateSamples) -> Value) throws(DegenerateSamples) -> Value {
        do { return try work() } catch { throw .inClass(label, error) }
    }

    /// The covariance of variables on this class's samples.
    func covariance(of variables: [[Double]]) throws(DegenerateSamples) -> Covariance {
        guard places.count > 1 else { throw .inClass(label, .tooFew(samples: places.count, dimensions: variables.count)) }
        return Covariance(of: variables.map(values))
    }
}
