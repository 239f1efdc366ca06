import Experiments

/// What was measured on those networks of a condition that left chance accuracy. The first is the one that figures draw.
struct LearnedNetworks<Measure> {
    /// At least one.
    let measured: [Measure]
    /// How many networks were trained.
    let trained: Int

    init(_ measured: [Measure], trained: Int) {
        precondition(!measured.isEmpty && measured.count <= trained, "\(measured.count) of \(trained) networks have learned")
        self.measured = measured
        self.trained = trained
    }

    var drawn: Measure { measured[0] }
    /// Networks that ended where guessing would.
    var dead: Int { trained - measured.count }
}
