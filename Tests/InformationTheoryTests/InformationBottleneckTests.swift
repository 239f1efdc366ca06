import Foundation
import InformationTheory
import Testing

@Suite struct InformationBottleneckTests {
    private func entropy(_ p: Double) -> Double { p <= 0 || p >= 1 ? 0 : -p * log2(p) - (1 - p) * log2(1 - p) }

    /// Inputs with the second class's probability each.
    private func problem(_ secondClass: [Double], inputs: [Double]? = nil) -> InformationBottleneck {
        InformationBottleneck(
            inputs: inputs ?? .init(repeating: 1 / Double(secondClass.count), count: secondClass.count), secondClass: secondClass)
    }

    private let ladder = (0..<30).map { 1 + 40 * pow(0.8, Double($0)) }

    @Test("where the label is a function of the input, the iterations find min(target, H(Y)) in both informations")
    func deterministicLabels() {
        for secondClass in [[0.0, 1], [0, 0, 0, 1], [1, 0, 1, 1, 0, 1, 1]] {
            let problem = problem(secondClass)
            let solver = BlahutArimoto(problem)
            for share in [0.02, 0.3, 0.7, 0.95, 1.2, 2] {
                let target = share * problem.labelEntropy
                let solution = solver.solve(target: target, from: solver.randomEncoder(clusters: 3, seed: 7)) {}
                let exact = min(target, problem.labelEntropy)
                #expect(abs(solution.withInput - exact) < 1e-6, "\(secondClass), target \(target)")
                #expect(abs(solution.withLabel - exact) < 1e-6, "\(secondClass), target \(target)")
                #expect(solution.residual <= solver.tolerance)
            }
        }
    }

    @Test("a ladder of β finds only the ends of a deterministic label's line")
    func degenerateLadder() {
        let solutions = BlahutArimoto(problem([0, 1])).anneal(betas: [4, 2, 1.2]) {}
        #expect(solutions.allSatisfy { abs($0.withInput - 1) < 1e-9 && abs($0.withLabel - 1) < 1e-9 })
    }

    @Test(
        "a binary symmetric channel's bound is Mrs Gerber's: I(T;Y) = 1 - h(p * h^-1(1 - I(X;T)))", arguments: [0.02, 0.1, 0.25])
    func symmetricChannel(_ p: Double) {
        let critical = 1 / ((1 - 2 * p) * (1 - 2 * p))
        let betas = [8, 4, 2, 1.5, 1.2, 1.05].map { critical * $0 }
        let solutions = BlahutArimoto(problem([p, 1 - p])).anneal(betas: betas) {}
        for solution in solutions {
            // h^-1 by halving.
            var low = 0.0
            var high = 0.5
            for _ in 0..<60 {
                let middle = (low + high) / 2
                if entropy(middle) < 1 - solution.withInput { low = middle } else { high = middle }
            }
            let exact = 1 - entropy(low * (1 - p) + (1 - low) * p)
            #expect(solution.withInput > 0.01 && solution.withInput < 1)
            #expect(abs(solution.withLabel - exact) < 1e-8, "β \(solution.beta)")
        }
        let below = BlahutArimoto(problem([p, 1 - p])).anneal(betas: [0.95 * critical]) {}[0]
        #expect(below.withInput < 1e-6)
    }

    @Test("inputs of equal p(y|x) merge without changing a point of the bound")
    func merging() {
        let secondClass = [0.05, 0.3, 0.05, 0.9, 0.3, 0.3, 0.6]
        let inputs = [0.1, 0.2, 0.15, 0.25, 0.05, 0.1, 0.15]
        let whole = problem(secondClass, inputs: inputs)
        let merged = whole.merged()
        #expect(merged.inputs.count == 4)
        #expect(abs(merged.labelInformation - whole.labelInformation) < 1e-12)
        let each = BlahutArimoto(whole).anneal(betas: ladder) {}
        let together = BlahutArimoto(merged).anneal(betas: ladder) {}
        for (each, together) in zip(each, together) {
            #expect(abs(each.withInput - together.withInput) < 1e-6, "β \(each.beta)")
            #expect(abs(each.withLabel - together.withLabel) < 1e-6, "β \(each.beta)")
        }
    }

    @Test("an encoder that treats inputs of equal p(y|x) alike keeps I(T;Y) and has no greater I(X;T)")
    func meansOfGroups() {
        let problem = problem([0.2, 0.2, 0.2, 0.7, 0.7])
        for seed in UInt64(0)..<5 {
            let encoder = BlahutArimoto(problem).randomEncoder(clusters: 4, seed: seed)
            var alike = encoder
            for group in [[0, 1, 2], [3, 4]] {
                for cluster in 0..<4 {
                    let mean = group.reduce(0) { $0 + encoder[$1, cluster] } / Double(group.count)
                    for input in group { alike[input, cluster] = mean }
                }
            }
            let before = problem.informations(of: encoder)
            let after = problem.informations(of: alike)
            #expect(abs(before.withLabel - after.withLabel) < 1e-12)
            #expect(after.withInput < before.withInput)
        }
    }

    @Test("down the ladder both informations fall, the curve is concave and its slope is 1/β")
    func monotony() {
        let solutions = BlahutArimoto(problem([0.02, 0.1, 0.2, 0.4, 0.55, 0.8, 0.97])).anneal(betas: ladder) {}
        for (above, below) in zip(solutions, solutions.dropFirst()) {
            #expect(below.withInput <= above.withInput + 1e-7 && below.withLabel <= above.withLabel + 1e-7)
            guard above.withInput - below.withInput > 1e-4 else { continue }
            let slope = (above.withLabel - below.withLabel) / (above.withInput - below.withInput)
            #expect(slope >= 1 / above.beta - 1e-4 && slope <= 1 / below.beta + 1e-4)
        }
        #expect(solutions.contains { $0.withInput > 0.5 } && solutions.contains { $0.withInput < 1e-6 })
    }

    @Test("the residual is below the tolerance at rest, and above it where the iterations were cut short")
    func residual() {
        let problem = problem([0.1, 0.35, 0.6, 0.9])
        let whole = BlahutArimoto(problem, tolerance: 1e-11)
        let rested = whole.solve(beta: 5, from: whole.identity) {}
        #expect(rested.residual <= 1e-11 && rested.iterations < whole.maximumIterations)
        let short = BlahutArimoto(problem, tolerance: 1e-11, maximumIterations: 3)
        let cut = short.solve(beta: 5, from: short.identity) {}
        #expect(cut.iterations == 3 && cut.residual > 1e-11)
        let again = whole.solve(beta: 5, from: rested.encoder) {}
        #expect(again.iterations == 1 && abs(again.withInput - rested.withInput) < 1e-9)
    }

    @Test("the certificate is next to nothing at the bound, and not at a point of rest that is no bound")
    func certificate() {
        let problem = problem([0.02, 0.1, 0.2, 0.4, 0.55, 0.8, 0.97])
        let solver = BlahutArimoto(problem)
        let ladderSolutions = solver.anneal(betas: ladder) {}
        for solution in ladderSolutions {
            #expect(problem.optimalityGap(of: solution) < 1e-6, "β \(solution.beta)")
        }
        // One cluster is a fixed point at every β.
        let trivial = solver.solve(beta: 10, from: solver.randomEncoder(clusters: 1, seed: 0)) {}
        let best = solver.anneal(betas: [20, 10]) {}[1]
        #expect(trivial.iterations <= 2 && trivial.withInput < 1e-12)
        let behind = trivial.lagrangian - best.lagrangian
        #expect(behind > 0.1)
        #expect(problem.optimalityGap(of: trivial) >= behind)
    }

    @Test("T = X has H(X) and I(X;Y), one cluster neither")
    func ends() {
        let problem = problem([0.1, 0.9, 0.5, 0.3], inputs: [0.5, 0.25, 0.125, 0.125])
        let solver = BlahutArimoto(problem)
        let all = problem.informations(of: solver.identity)
        #expect(abs(all.withInput - 1.75) < 1e-12 && abs(problem.inputEntropy - 1.75) < 1e-12)
        #expect(abs(all.withLabel - problem.labelInformation) < 1e-12 && problem.labelInformation > 0.1)
        let none = problem.informations(of: solver.randomEncoder(clusters: 1, seed: 1))
        #expect(none.withInput < 1e-12 && none.withLabel < 1e-12)
    }

    @Test("it can be stopped")
    func cancellation() {
        let solver = BlahutArimoto(problem([0.1, 0.9]))
        #expect(throws: CancellationError.self) {
            try solver.anneal(betas: [3, 2]) { throw CancellationError() }
        }
    }
}
