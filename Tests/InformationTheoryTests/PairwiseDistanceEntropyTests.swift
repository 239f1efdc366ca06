import Foundation
import InformationTheory
import NumericCore
import Testing

@Suite struct PairwiseDistanceEntropyTests {
    private func measure(_ activations: [Float], units: Int = 1, labels: [UInt16], variance: Double = 1e-3) -> NoisyLayerInformation
    {
        PairwiseDistanceEntropy(labels: labels, classes: 3, noiseVariance: variance).measure(activations, units: units)
    }

    @Test("samples that are all alike tell nothing of the input, nor of the label")
    func alike() {
        let labels = (0..<37).map { UInt16($0 % 3) }
        let information = measure(.init(repeating: 0.7, count: 2 * 37), units: 2, labels: labels)
        for estimate in [information.lower, information.upper] {
            #expect(abs(estimate.withInput) < 1e-12)
            #expect(abs(estimate.withLabel) < 1e-12)
        }
        #expect(information.withLabelBounds.upperBound < 1e-12)
    }

    @Test("samples far apart tell the input whole, log2 N bits, and with it the label")
    func farApart() {
        let labels = (0..<64).map { UInt16($0 % 2) }
        let information = measure((0..<64).map { Float($0) * 5 }, labels: labels)
        for estimate in [information.lower, information.upper] {
            #expect(abs(estimate.withInput - 6) < 1e-12)
            #expect(abs(estimate.withLabel - 1) < 1e-12)
        }
        #expect(abs(information.withLabelBounds.lowerBound - 1) < 1e-12)
    }

    @Test("two tight clusters hold one bit: the label's where each is a class, none of it where each holds both classes alike")
    func clusters() {
        let activations = (0..<40).map { Float($0 / 20) }
        let apart = measure(activations, labels: (0..<40).map { UInt16($0 / 20) })
        let mixed = measure(activations, labels: (0..<40).map { UInt16($0 % 2) })
        for estimate in [apart.lower, apart.upper] {
            #expect(abs(estimate.withInput - 1) < 1e-12)
            #expect(abs(estimate.withLabel - 1) < 1e-12)
        }
        for estimate in [mixed.lower, mixed.upper] {
            #expect(abs(estimate.withInput - 1) < 1e-12)
            #expect(abs(estimate.withLabel) < 1e-12)
        }
    }

    @Test("two samples have the value of the formula: 1 - log2(1 + exp(-D / (c v)))")
    func twoSamples() {
        let information = measure([0, 0.3], labels: [0, 1], variance: 0.02)
        #expect(abs(information.upper.withInput - (1 - log2(1 + exp(-0.09 / (2 * 0.02))))) < 1e-6)
        #expect(abs(information.lower.withInput - (1 - log2(1 + exp(-0.09 / (8 * 0.02))))) < 1e-6)
    }

    @Test(
        "the entropy of a mixture, found by quadrature, lies between the bounds; so does what it tells of the label",
        arguments: [0.01, 0.1, 0.5])
    func quadrature(_ deviation: Double) {
        let means: [Float] = [-1, -0.8, -0.75, 0.1, 0.3, 0.9, 1]
        let labels: [UInt16] = [0, 0, 1, 0, 1, 1, 1]
        /// H(T) - H(T|X) of the mixture about some of the means.
        func exact(_ members: [Float]) -> Double {
            let step = deviation / 50
            let steps = Int(((4 + 16 * deviation) / step).rounded())
            var entropy = 0.0
            for place in 0...steps {
                let x = -2 - 8 * deviation + Double(place) * step
                let density = members.reduce(0.0) { sum, mean in
                    let z = (x - Double(mean)) / deviation
                    return sum + exp(-z * z / 2) / (deviation * (2 * Double.pi).squareRoot())
                }
                let p = density / Double(members.count)
                if p > 0 { entropy -= p * log2(p) * step }
            }
            return entropy - 0.5 * log2(2 * Double.pi * M_E * deviation * deviation)
        }
        let withLabel =
            exact(means)
            - (0..<2).reduce(0.0) { sum, label in
                let members = zip(means, labels).filter { Int($0.1) == label }.map(\.0)
                return sum + Double(members.count) / 7 * exact(members)
            }
        let information = measure(means, labels: labels, variance: deviation * deviation)
        #expect(information.lower.withInput <= exact(means) + 1e-6)
        #expect(information.upper.withInput >= exact(means) - 1e-6)
        #expect(information.lower.withInput < information.upper.withInput + 1e-6)
        #expect(information.withLabelBounds.lowerBound <= withLabel + 1e-6)
        #expect(information.withLabelBounds.upperBound >= withLabel - 1e-6)
    }

    @Test("random layers agree with the definition, whatever the sizes of the classes", arguments: [1, 3, 10])
    func againstDefinition(_ units: Int) {
        var random = SeededGenerator(seed: 21, purpose: "pairwise distance test")
        for (samples, variance, spread) in [(1, 0.1, 1.0), (8, 0.02, 1), (83, 1e-3, 0.1), (150, 0.5, 6), (201, 1e-3, 40)] {
            let labels = (0..<samples).map { _ in UInt16(random.integer(below: 3)) }
            let activations = (0..<units * samples).map { _ in Float((random.uniform() * 2 - 1) * spread) }
            let fast = measure(activations, units: units, labels: labels, variance: variance)
            let naive = NaivePairwiseDistances.measure(activations, units: units, labels: labels, variance: variance)
            #expect(abs(fast.lower.withInput - naive.lower.withInput) < 1e-5)
            #expect(abs(fast.upper.withInput - naive.upper.withInput) < 1e-5)
            #expect(abs(fast.lower.withLabel - naive.lower.withLabel) < 1e-5)
            #expect(abs(fast.upper.withLabel - naive.upper.withLabel) < 1e-5)
            #expect(abs(fast.withLabelBounds.lowerBound - naive.withLabelBounds.lowerBound) < 1e-5)
            #expect(abs(fast.withLabelBounds.upperBound - naive.withLabelBounds.upperBound) < 1e-5)
        }
    }

    @Test("the order of the samples changes nothing beyond the rounding of binary32 sums")
    func orderOfSamples() {
        var random = SeededGenerator(seed: 22, purpose: "pairwise distance test")
        var rows = (0..<500).map { _ in (Float(random.uniform()), Float(random.uniform()), UInt16(random.integer(below: 2))) }
        func measured() -> NoisyLayerInformation {
            measure(rows.map(\.0) + rows.map(\.1), units: 2, labels: rows.map(\.2))
        }
        let before = measured()
        random.shuffle(&rows)
        let after = measured()
        #expect(before != after, "a shuffle that moves no bit would test nothing")
        #expect(abs(before.lower.withInput - after.lower.withInput) < 1e-6)
        #expect(abs(before.upper.withInput - after.upper.withInput) < 1e-6)
        #expect(abs(before.upper.withLabel - after.upper.withLabel) < 1e-6)
    }

    @Test("more noise never adds information about the input, and keeps the bounds in order")
    func noise() {
        var random = SeededGenerator(seed: 23, purpose: "pairwise distance test")
        let activations = (0..<600).map { _ in Float(random.uniform()) }
        let labels = (0..<200).map { UInt16($0 % 2) }
        let measured = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1].map { measure(activations, units: 3, labels: labels, variance: $0) }
        for (less, more) in zip(measured, measured.dropFirst()) {
            #expect(more.upper.withInput < less.upper.withInput + 1e-6)
            #expect(more.lower.withInput < less.lower.withInput + 1e-6)
        }
        for information in measured { #expect(information.lower.withInput < information.upper.withInput + 1e-6) }
    }

    @Test("a variance that is not positive, and activations that are no numbers, are a programmer's mistake")
    func mistakes() async {
        await #expect(processExitsWith: .failure) { _ = PairwiseDistanceEntropy(labels: [0, 1], classes: 2, noiseVariance: 0) }
        await #expect(processExitsWith: .failure) { _ = PairwiseDistanceEntropy(labels: [0, 1], classes: 2, noiseVariance: -1) }
        await #expect(processExitsWith: .failure) { _ = PairwiseDistanceEntropy(labels: [0, 1], classes: 2, noiseVariance: .nan) }
        await #expect(processExitsWith: .failure) {
            _ = PairwiseDistanceEntropy(labels: [0, 1], classes: 2, noiseVariance: 1).measure([0, .nan], units: 1)
        }
    }
}
