import Networks

// listing: example-operation
/// The softsign x / (1 + |x|), value by value (Bergstra et al. 2009).
struct SoftSign: Op {
    static let kind = "softsign"

    func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    func operation(at place: Place) -> any Operation { SoftSignOperation(place.inputs[0], place.output) }
}

private final class SoftSignOperation: Operation {
    private let input: Feed
    private let output: Value

    init(_ input: Feed, _ output: Value) {
        self.input = input
        self.output = output
    }

    func forward(_ pass: Pass) {
        let (x, y) = (input.values(pass), output.values(pass))
        for place in 0..<8 * output.shape.vectors(pass) { y[place] = x[place] / (1 + abs(x[place])) }
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta?.base, let below = input.delta?.base else { return }
        let y = output.values(pass)
        // The derivative is 1 / (1 + |x|)^2, which is (1 - |y|)^2.
        for place in 0..<8 * output.shape.vectors(pass) {
            let slope = 1 - abs(y[place])
            below[place] = delta[place] * (slope * slope)
        }
    }
}
// end of listing
