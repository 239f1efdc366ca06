import Experiments

/// A condition's units over training.
struct UnitCourse: Sendable {
    let condition: DirectionCondition
    /// Those recorded, from 1 on.
    let epochs: [Int]
    /// [epoch]; the last are the trained networks'.
    let moments: [NetworkUnits]

    /// - Parameter withLoss: whether each unit's ablation is scored.
    init(_ condition: DirectionCondition, withLoss: Bool = true, _ inputs: Inputs) throws {
        let courses = try condition.jobs.map { try inputs.trajectory($0).snapshots.filter { $0.epoch > 0 } }
        let units = try courses.map { try $0.map { try condition.units($0.weights, withLoss: withLoss, inputs) } }
        self.condition = condition
        epochs = courses[0].map(\.epoch)
        moments = units.transposed.map { NetworkUnits(networks: $0) }
    }

    var trained: NetworkUnits { moments[moments.count - 1] }
    var index: Column { Column("epoch", "epoch", epochs) }

    /// A measure's mean over a network's units over training.
    func series(_ id: String, _ label: String, _ quantity: Quantity, _ value: (DirectionUnit) -> Double) -> Series {
        .overNetworks(id, label, index, quantity, moments.map { $0.means(value) }.transposed)
    }

    /// The trained networks' units with the mutual information that each number of bins gives (nil: of whether a unit is active).
    func trained(bins: [Int?], _ inputs: Inputs) throws -> [NetworkUnits] {
        var binned = bins.map { _ in trained }
        for (network, job) in condition.jobs.enumerated() {
            let information = try condition.information(inputs.weights(job), bins: bins, inputs)
            for (place, bits) in information.enumerated() {
                for (unit, bits) in bits.enumerated() { binned[place].networks[network][unit].mutualInformation = bits }
            }
        }
        return binned
    }
}
