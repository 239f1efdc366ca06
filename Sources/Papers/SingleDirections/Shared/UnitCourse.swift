import Experiments

/// A condition's units over training.
struct UnitCourse: Sendable {
    let condition: DirectionCondition
    /// Those recorded, from 1 on.
    let epochs: [Int]
    /// [epoch]; the last are the trained networks'.
    let moments: [NetworkUnits]

    /// - Parameter scored: see `DirectionCondition.units`.
    init(_ condition: DirectionCondition, scored: Int = .max, _ inputs: Inputs) throws {
        let courses = try condition.jobs.map { try inputs.trajectory($0).snapshots.filter { $0.epoch > 0 } }
        let units = try courses.map { try $0.map { try condition.units($0.weights, scored: scored, inputs) } }
        self.condition = condition
        epochs = courses[0].map(\.epoch)
        moments = units.transposed.map { NetworkUnits(networks: $0) }
    }

    var trained: NetworkUnits { moments[moments.count - 1] }
    var index: Column { Column("epoch", "epoch", epochs) }

    /// A measure's mean over a network's units over training; none is below 0.
    func series(_ id: String, _ label: String, _ quantity: Quantity, _ value: (DirectionUnit) -> Double) -> Series {
        .overNetworks(id, label, index, quantity, moments.map { $0.means(value) }.transposed, within: .nonnegative)
    }
}
