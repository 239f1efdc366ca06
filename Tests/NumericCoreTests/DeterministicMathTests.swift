import Files
import Foundation
import NumericCore
import Testing

@Suite("Functions with the same bits everywhere")
struct DeterministicMathTests {
    /// Against the library's long double where there is one; the error in ulps of the exact result.
    private func error(_ value: Double, _ exact: Float80OrDouble) -> Double {
        abs(Double(Float80OrDouble(value) - exact)) / max(abs(Double(exact)), .leastNormalMagnitude).ulp
    }

    private func arguments(_ low: Double, _ high: Double) -> [Double] {
        var generator = SeededGenerator(seed: 1, purpose: "arguments")
        return (0..<200_000).map { _ in low + (high - low) * generator.uniform() }
    }

    @Test("log and log2 are within 1 ulp")
    func logarithms() {
        for x in arguments(1e-3, 4) + arguments(4, 1e6) + [1e-300, Double.leastNonzeroMagnitude, 1e300, 0.999999999, 1.000000001] {
            #expect(error(DeterministicMath.log(x), logl(Float80OrDouble(x))) < 1)
            #expect(error(DeterministicMath.log2(x), log2l(Float80OrDouble(x))) < 1)
        }
    }

    @Test("log2 is exact at powers of two, and the ends are IEEE's")
    func logarithmEnds() {
        for exponent in -1074...1023 { #expect(DeterministicMath.log2(scalbn(1, exponent)) == Double(exponent)) }
        #expect(DeterministicMath.log(1) == 0 && DeterministicMath.log(0) == -.infinity)
        #expect(
            DeterministicMath.log(-1).isNaN && DeterministicMath.log2(.nan).isNaN && DeterministicMath.log(.infinity) == .infinity)
    }

    @Test("exp is within 1 ulp, expm1 within 2, tanh within 3")
    func exponentials() {
        for x in arguments(-1, 1) + arguments(-700, 709) {
            #expect(error(DeterministicMath.exp(x), expl(Float80OrDouble(x))) < 1)
            #expect(error(DeterministicMath.expm1(x), expm1l(Float80OrDouble(x))) < 2)
        }
        for x in arguments(-1, 1) + arguments(-25, 25) + [1e-300, -1e-9] {
            #expect(error(DeterministicMath.tanh(x), tanhl(Float80OrDouble(x))) < 3)
            #expect(DeterministicMath.tanh(-x) == -DeterministicMath.tanh(x))
        }
    }

    @Test("the bits are the recorded ones, whatever the machine")
    func bits() {
        var values: [Double] = []
        for x in arguments(-50, 50).prefix(20_000) {
            values += [
                DeterministicMath.log(abs(x)), DeterministicMath.log2(abs(x)), DeterministicMath.exp(x), DeterministicMath.expm1(x),
            ]
            values += [DeterministicMath.tanh(x)]
        }
        var generator = SeededGenerator(seed: 2, purpose: "bits")
        values += generator.normals(20_000)
        #expect(
            values.withUnsafeBytes { SHA256.hex(of: Array($0)) }
                == "285b0074b6c13078496b53acabc70c3674980f9b3d20d7f1f69b6af15b618410")
    }

    @Test("exp overflows to infinity and underflows to 0")
    func exponentialEnds() {
        #expect(DeterministicMath.exp(710) == .infinity && DeterministicMath.exp(-746) == 0 && DeterministicMath.exp(0) == 1)
        #expect(DeterministicMath.exp(-740) > 0 && DeterministicMath.exp(.nan).isNaN)
    }
}

#if arch(x86_64)
    private typealias Float80OrDouble = Float80
#else
    private typealias Float80OrDouble = Double
    private func logl(_ x: Double) -> Double { Foundation.log(x) }
    private func log2l(_ x: Double) -> Double { Foundation.log2(x) }
    private func expl(_ x: Double) -> Double { Foundation.exp(x) }
    private func expm1l(_ x: Double) -> Double { Foundation.expm1(x) }
    private func tanhl(_ x: Double) -> Double { Foundation.tanh(x) }
#endif
