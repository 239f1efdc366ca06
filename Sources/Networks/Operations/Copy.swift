/// The same values once more, where what comes next would write over values that are needed on the way back.
struct Copy: Op {
    static let kind = "copy"

    func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    func operation(at place: Place) -> any Operation { CopyOperation(place.inputs[0], place.output) }
}

private final class CopyOperation: Operation {
    private let input: Feed
    private let output: Value

    init(_ input: Feed, _ output: Value) {
        self.input = input
        self.output = output
    }

    func forward(_ pass: Pass) {
        output.values(pass).update(from: input.values(pass), count: output.shape.count * pass.pitch)
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta, let below = input.delta else { return }
        below.base.update(from: delta.base, count: output.shape.count * pass.pitch)
    }
}
