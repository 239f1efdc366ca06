/// While training, sets the values of some units to 0; what a recipe that removes units puts behind their layer.
///
/// The weights from these units are 0 from the start and stay so, since their gradients are: so whoever reads the weights need not know
/// which units were removed, and no delta needs silencing on the way back.
struct Silence: Op {
    static let kind = "silence"
    var units: [Int]

    func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    func traits(of _: [Shape]) -> OpTraits { [.writesOverInput, .isForTraining] }

    func operation(at place: Place) -> any Operation { SilenceOperation(place.output, units) }
}

private final class SilenceOperation: Operation {
    private let output: Value
    private let units: [Int]

    init(_ output: Value, _ units: [Int]) {
        self.output = output
        self.units = units
    }

    func forward(_ pass: Pass) {
        for unit in units {
            for run in output.shape.runs(ofChannel: unit, at: output.training.base, pass) { run.update(repeating: 0) }
        }
    }

    func backward(_: Pass) {}
}
