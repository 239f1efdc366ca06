import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// Figure 3: its search for examples, its count of costs, its rules.
@Suite struct SharedBinsTests {
    private typealias Figure = Figure3

    /// Two samples of one bin of the unit's grid, and lone ones about them.
    private func search(middle: [(Float, Float, UInt16)]) -> Figure.SharingSearch {
        let lone: [(Float, Float, UInt16)] = [(1.5, 0.5, 0), (0.5, 1.5, 0), (-0.5, 0.5, 1), (0.5, -0.5, 1)]
        let samples = middle + lone
        return Figure.SharingSearch(
            x: samples.map(\.0), y: samples.map(\.1), labels: samples.map(\.2), binning: Binning(size: 1))
    }

    @Test("two classes in one bin cost half a bit of each of four samples' informations")
    func mixed() throws {
        let example = try #require(search(middle: [(0.2, 0.2, 0), (0.8, 0.7, 1)]).example(.mixed))
        #expect(example.samples.map(\.index).prefix(2) == [0, 1])
        #expect(example.samples.count { $0.label == 0 } == 2 && example.samples.count == 4)
        #expect(example.before == .init(withInput: 2, withLabel: 1))
        #expect(example.after == .init(withInput: 1.5, withLabel: 0.5))
    }

    @Test("two samples of one class cost I(X;T) only, and companions come from the other class")
    func oneClass() throws {
        let a = try #require(search(middle: [(0.2, 0.2, 0), (0.8, 0.7, 0)]).example(.classA))
        #expect(a.after == .init(withInput: 1.5, withLabel: 1))
        #expect(a.samples.suffix(2).allSatisfy { $0.label == 1 })
        let b = try #require(search(middle: [(0.2, 0.2, 1), (0.8, 0.7, 1)]).example(.classB))
        #expect(b.after == .init(withInput: 1.5, withLabel: 1))
    }

    @Test("a sample alone costs nothing")
    func alone() throws {
        let example = try #require(search(middle: [(0.5, 0.5, 0)]).example(.alone))
        #expect(example.after == example.before)
    }

    @Test("no example is made of a bin that holds others too, of samples at a border, or of the wrong kind")
    func refusals() {
        #expect(search(middle: [(0.2, 0.2, 0), (0.8, 0.7, 1), (0.5, 0.5, 1)]).example(.mixed) == nil)
        #expect(search(middle: [(0.2, 0.01, 0), (0.8, 0.7, 1)]).example(.mixed) == nil)
        #expect(search(middle: [(0.2, 0.2, 0), (0.8, 0.7, 0)]).example(.mixed) == nil)
    }

    @Test("a layer's costs are those of its bins: a mixed pair 2/8 + 2/8 bits, a pair of a class 2/8 of I(X;T)")
    func costs() throws {
        // Eight samples: a mixed pair, a pair of class A, a pair of class B and two alone.
        let costs = Figure.SharingCosts(
            [[0], [0], [1], [1], [2], [2], [3], [4]], labels: [0, 1, 0, 0, 1, 1, 0, 1])
        #expect(Figure.SharingKind.allCases.map { costs.shares[$0] } == [0.25, 0.25, 0.25, 0.25])
        let mixed = try #require(costs.costs[.mixed])
        #expect(abs(mixed.withInput - 0.25) < 1e-12 && abs(mixed.withLabel - 0.25) < 1e-12)
        for kind in [Figure.SharingKind.classA, .classB] {
            let cost = try #require(costs.costs[kind])
            #expect(abs(cost.withInput - 0.25) < 1e-12 && abs(cost.withLabel) < 1e-12)
        }
    }

    private func point(_ withInput: Double, _ withLabel: Double) -> Figure.PlanePoint {
        .init(withInput: withInput, withLabel: withLabel)
    }

    private func outcome(
        _ kind: Figure.SharingKind, _ after: Figure.PlanePoint, _ layers: [Figure.PlanePoint] = []
    ) -> Outcome {
        Figure.claim(kind, before: point(2, 1), after: after, layers).outcome
    }

    @Test("two classes in one bin: the statement fails where I(T;Y) stays, in the example or in a layer that has such bins")
    func mixedRule() {
        #expect(outcome(.mixed, point(1.5, 0.5), [point(0.3, 0.1), point(0, 0)]) == .holds)
        #expect(outcome(.mixed, point(1.5, 0.5), [point(0.3, 0.1), point(0.3, 0)]) == .partly)
        #expect(outcome(.mixed, point(1.5, 0.5)) == .holds)
        #expect(outcome(.mixed, point(1.5, 1), [point(0.3, 0.1)]) == .partly)
        #expect(outcome(.mixed, point(2, 1)) == .doesNotHold)
    }

    @Test(
        "one class in a bin: the statement fails where I(T;Y) falls, or I(X;T) stays",
        arguments: [Figure3.SharingKind.classA, .classB])
    func classRule(_ kind: Figure3.SharingKind) {
        #expect(outcome(kind, point(1.5, 1), [point(0.3, 0)]) == .holds)
        #expect(outcome(kind, point(1.5, 1), [point(0.3, 0), point(0.3, 0.1)]) == .partly)
        #expect(outcome(kind, point(1.5, 0.5), [point(0.3, 0)]) == .partly)
        #expect(outcome(kind, point(2, 0.5), [point(0.3, 0.1)]) == .doesNotHold)
    }

    @Test("a sample alone: the statement fails where anything is lost; all of these hold by construction")
    func aloneRule() {
        #expect(outcome(.alone, point(2, 1)) == .holds)
        #expect(outcome(.alone, point(1.5, 1)) == .partly)
        #expect(outcome(.alone, point(1.5, 0.5)) == .doesNotHold)
        #expect(Figure.claim(.alone, before: point(2, 1), after: point(2, 1), []).basis == .construction)
    }

    @Test("mixed bins vanish: the statement fails where they stay, or were hardly there")
    func separation() {
        let vanishing = [[0.1, 0.9], [0, 0.1]]
        let staying = [[0.1, 0.9], [0.1, 0.8]]
        let rare = [[0.05, 0.05], [0.05, 0.04]]
        #expect(Figure.separation([vanishing, vanishing, vanishing]).outcome == .holds)
        #expect(Figure.separation([staying, staying, staying]).outcome == .partly)
        #expect(Figure.separation([rare, rare, rare]).outcome == .doesNotHold)
        #expect(Figure.separation([vanishing, vanishing, staying]).outcome.isUndecided)
    }
}
