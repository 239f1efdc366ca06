import InformationTheory
import NumericCore
import Testing

@Suite("O-information with a target")
struct OInformationSystemTests {
    private let samples = 400
    private let units: [[Double]]
    /// Classes that depend on the first two units together.
    private let labels: [UInt16]

    init() {
        let units = correlatedSamples(7, samples: samples, seed: 21)
        self.units = units
        labels = zip(units[0], units[1]).map { UInt16(($0 > 0 ? 1 : 0) + ($0 + $1 > 0.5 ? 1 : 0)) }
    }

    @Test("a target of several columns is one variable: the measures are the definition's over blocks", arguments: [1, 3])
    func columns(_ width: Int) throws {
        let target = Array(correlatedSamples(7 + width, samples: samples, seed: 21).suffix(width))
        let system = try OInformationSystem(units: units, target: .columns(target), ties: .midranks)
        let joint = Covariance(copulaOf: units + target, ties: .midranks)
        for multiplet in [[2], [0, 5], [1, 3, 6], [0, 1, 2, 3, 4, 5, 6]] {
            let blocks = multiplet.map { [$0] } + [Array(7..<7 + width)]
            func entropy(_ members: [Int]) throws -> Double {
                try members.isEmpty ? 0 : GaussianEntropy.of(joint.restricted(to: members.flatMap { blocks[$0] }))
            }
            let expected = try definedOInformation(blocks.count, entropy)
            let information = try system.information(of: multiplet)
            #expect(abs(information.oInformation - expected) < 1e-11)
            let total = try blocks.indices.reduce(-entropy(Array(blocks.indices))) { try $0 + entropy([$1]) }
            #expect(abs(information.totalCorrelation - total) < 1e-11)
            #expect(abs(information.dualTotalCorrelation - (total - expected)) < 1e-11)
            let withTarget = try GaussianCopula.mutualInformation(of: multiplet.map { units[$0] }, and: target, ties: .midranks)
            #expect(abs(information.withTarget - withTarget) < 1e-11)
        }
    }

    @Test("a class is one discrete variable: the measures are the definition's with H(X,Y) = H(Y) + sum of P(y) H(X|y)")
    func classes() throws {
        let system = try OInformationSystem(units: units, target: .classes(labels), ties: .midranks)
        let normalisation = CopulaNormalisation(samples: samples)
        let scores = units.map { normalisation.copulaNormalize($0, ties: .midranks) }
        for multiplet in [[2], [0, 5], [1, 3, 6], [0, 1, 2, 3, 4, 5, 6]] {
            // The last variable is the label.
            func entropy(_ members: [Int]) throws -> Double {
                let columns = members.filter { $0 < multiplet.count }.map { scores[multiplet[$0]] }
                guard members.contains(multiplet.count) else { return try GaussianEntropy.of(Covariance(of: columns)) }
                return try (0..<3).reduce(Entropy.of(labels)) { sum, label in
                    let places = labels.indices.filter { labels[$0] == label }
                    let covariance = Covariance(of: columns.map { column in places.map { column[$0] } })
                    return try sum + Double(places.count) / Double(samples) * (columns.isEmpty ? 0 : GaussianEntropy.of(covariance))
                }
            }
            let information = try system.information(of: multiplet)
            #expect(abs(information.oInformation - (try definedOInformation(multiplet.count + 1, entropy))) < 1e-11)
            #expect(abs(information.oInformation - (information.totalCorrelation - information.dualTotalCorrelation)) < 1e-11)
            let withTarget = try GaussianCopula.anovaInformation(of: multiplet.map { units[$0] }, about: labels, ties: .midranks)
            #expect(abs(information.withTarget - withTarget) < 1e-11)
        }
    }

    @Test("a class that is the sign of a product is synergy to the class, nothing to the label as a number")
    func signOfProduct() throws {
        var generator = SeededGenerator(seed: 9, purpose: "o-information system test")
        let units = (0..<2).map { _ in generator.normals(4000) }
        let labels = zip(units[0], units[1]).map { UInt16($0 * $1 > 0 ? 1 : 0) }
        func value(_ target: OInformationSystem.Target) throws -> Double {
            try OInformationSystem(units: units, target: target, ties: .midranks).information(of: [0, 1]).oInformation
        }
        #expect(try value(.classes(labels)) < -0.3)
        #expect(abs(try value(.columns([labels.map { Double($0) }]))) < 0.01)
    }

    @Test("for two classes one indicator column is the label, and for three it does not matter which class is left out")
    func oneHot() throws {
        let two = labels.map { $0 == 2 ? UInt16(1) : 0 }
        func value(_ target: OInformationSystem.Target) throws -> Double {
            try OInformationSystem(units: units, target: target, ties: .midranks).information(of: [0, 2, 4]).oInformation
        }
        #expect(abs(try value(.oneHot(two)) - value(.columns([two.map { Double($0) }]))) < 1e-12)
        #expect(abs(try value(.oneHot(labels)) - value(.oneHot(labels.map { 2 - $0 }))) < 1e-12)
    }

    @Test("a label's ordinal ranks depend on the order of the samples, its midranks do not")
    func orderOfSamples() throws {
        var generator = SeededGenerator(seed: 10, purpose: "o-information system test")
        let order = generator.permutation(samples)
        func value(_ ties: Ties, _ order: [Int]) throws -> Double {
            let label = order.map { Double(labels[$0]) }
            let units = units.map { unit in order.map { unit[$0] } }
            return try OInformationSystem(units: units, target: .columns([label]), ties: ties).information(of: [0, 1, 2])
                .oInformation
        }
        #expect(abs(try value(.midranks, order) - value(.midranks, Array(0..<samples))) < 1e-12)
        #expect(abs(try value(.ordinal, order) - value(.ordinal, Array(0..<samples))) > 1e-3)
    }

    @Test("the order in which a multiplet's units are named changes no bit")
    func orderOfUnits() throws {
        let system = try OInformationSystem(units: units, target: .classes(labels), ties: .midranks)
        #expect(try system.information(of: [5, 1, 3, 0]) == system.information(of: [0, 1, 3, 5]))
    }

    @Test("a dead unit, a copy and a reversed copy are left out and named, with either rank", arguments: Ties.allCases)
    func leftOut(_ ties: Ties) throws {
        var units = units
        units[2] = Array(repeating: 0, count: samples)
        units[4] = units[1].map { $0 * $0 * $0 }
        units[5] = units[0].map { -$0 }
        let label = labels.map { Double($0) }
        let system = try OInformationSystem(units: units, target: .columns([label]), ties: ties)
        #expect(
            system.leftOut == [
                .init(unit: 2, reason: .constant), .init(unit: 4, reason: .copy(of: 1)), .init(unit: 5, reason: .copy(of: 0)),
            ])
        #expect(
            system.leftOut.map(\.description) == ["unit 2 is constant", "unit 4 is a copy of unit 1", "unit 5 is a copy of unit 0"])
        #expect(system.usable == [0, 1, 3, 6] && system.units == 7 && system.largestSize == 4)
        #expect(throws: DegenerateSamples.constant(variable: 2)) { try system.information(of: [0, 2]) }
        #expect(throws: DegenerateSamples.singular(variable: 4)) { try system.information(of: [0, 4]) }
        let others = try OInformationSystem(units: [units[0], units[1], units[3], units[6]], target: .columns([label]), ties: ties)
        #expect(try system.information(of: [0, 3, 6]) == others.information(of: [0, 2, 3]))
    }

    @Test("a unit that the target determines, or that is constant in a class, is left out")
    func determinedByTarget() throws {
        var units = units
        let label = labels.map { Double($0) }
        units[3] = label
        let numbered = try OInformationSystem(units: units, target: .columns([label]), ties: .midranks)
        #expect(numbered.leftOut == [.init(unit: 3, reason: .determinedByTarget)])
        units[3] = zip(units[0], labels).map { $1 == 2 ? 7 : $0 }
        let classes = try OInformationSystem(units: units, target: .classes(labels), ties: .midranks)
        #expect(classes.leftOut == [.init(unit: 3, reason: .determinedByTarget)])
    }

    @Test("fewer samples than dimensions limit the multiplets' size and are refused with both counts")
    func fewSamples() throws {
        let units = correlatedSamples(7, samples: 6, seed: 22)
        let label: [Double] = [0, 0, 1, 1, 2, 2]
        let system = try OInformationSystem(units: units, target: .columns([label]), ties: .midranks)
        #expect(system.largestSize == 4)
        #expect(try system.information(of: [0, 1, 2, 3]).oInformation.isFinite)
        #expect(throws: DegenerateSamples.tooFew(samples: 6, dimensions: 6)) { try system.information(of: [0, 1, 2, 3, 4]) }
        let alone = try OInformationSystem(units: units, ties: .midranks)
        #expect(alone.largestSize == 5)
        let classes = try OInformationSystem(units: units, target: .classes([0, 0, 0, 1, 1, 1]), ties: .midranks)
        #expect(classes.largestSize == 2)
        #expect(throws: DegenerateSamples.tooFew(samples: 3, dimensions: 3)) { try classes.information(of: [0, 1, 2]) }
        #expect(throws: DegenerateSamples.inClass(1, .tooFew(samples: 1, dimensions: 7))) {
            try OInformationSystem(units: units, target: .classes([0, 0, 0, 0, 0, 1]), ties: .midranks)
        }
        #expect(throws: DegenerateSamples.tooFew(samples: 1, dimensions: 1)) {
            try OInformationSystem(units: [[1], [2]], ties: .midranks)
        }
    }

    @Test("a constant label, a constant column and columns that determine each other are refused as targets")
    func degenerateTarget() {
        func error(_ target: OInformationSystem.Target) -> DegenerateSamples? {
            do {
                _ = try OInformationSystem(units: units, target: target, ties: .ordinal)
                return nil
            } catch { return error }
        }
        let constant = Array(repeating: 3.0, count: samples)
        #expect(error(.columns([constant])) == .inTarget(.constant(variable: 0)))
        #expect(error(.oneHot(Array(repeating: 3, count: samples))) == .inTarget(.constant(variable: 0)))
        #expect(error(.columns([units[0], units[0]])) == .inTarget(.singular(variable: 1)))
        #expect(error(.classes(Array(repeating: 3, count: samples))) == nil)
    }
}
