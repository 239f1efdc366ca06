import NumericCore
import SampleStatistics
import Testing

@Suite("Tests and correlations")
struct StatisticalTestsTests {
    @Test("three pairs of one sign have p = 1/4: two of the eight ways of drawing signs are as far out")
    func smallestWilcoxon() {
        let test = WilcoxonSignedRank([1, 2, 3], [0, 0, 0])
        #expect(test.positive == 6 && test.negative == 0 && test.statistic == 0 && test.isExact)
        #expect(test.p == 0.25)
        #expect(WilcoxonSignedRank([0, 0, 0], [1, 2, 3]).p == 0.25)
    }

    @Test("equal samples have p = 1, and pairs without a difference are dropped")
    func zeros() {
        #expect(WilcoxonSignedRank([1, 2], [1, 2]).p == 1)
        let test = WilcoxonSignedRank(differences: [0, 0, 1, -2, 4])
        #expect(test.pairs == 3 && test.positive == 4 && test.negative == 2 && !test.isExact)
    }

    @Test("the signed-rank p-value agrees with counting all signs")
    func countedSigns() {
        let differences = [0.3, -1.1, 2.5, 0.9, -0.2, 1.7, 3.1, -0.4]
        let test = WilcoxonSignedRank(differences: differences)
        let count = differences.count
        let extreme = (0..<1 << count).count { signs in
            let plus = (1...count).reduce(0) { $0 + (signs >> ($1 - 1) & 1 == 1 ? $1 : 0) }
            return Double(min(plus, count * (count + 1) / 2 - plus)) <= test.statistic
        }
        #expect(abs(test.p - Double(extreme) / Double(1 << count)) < 1e-15)
    }

    @Test("samples apart have distance 1 and p = 2 / C(m + n, m); a sample against itself distance 0 and p = 1")
    func kolmogorovSmirnovEnds() {
        let apart = KolmogorovSmirnov([1, 2, 3], [4, 5, 6, 7])
        #expect(apart.statistic == 1 && abs(apart.p - 2.0 / 35) < 1e-15)
        #expect(KolmogorovSmirnov([1, 2, 3], [1, 2, 3]) == KolmogorovSmirnov([2, 3, 1], [3, 1, 2]))
        #expect(KolmogorovSmirnov([1, 2, 3], [1, 2, 3]).p == 1)
    }

    @Test("the two-sample p-value agrees with counting all orderings")
    func countedOrderings() {
        let test = KolmogorovSmirnov([0.1, 0.4, 0.5, 0.9], [0.2, 1.1, 1.3, 1.5, 1.7])
        var extreme = 0
        var all = 0
        for members in 0..<1 << 9 where members.nonzeroBitCount == 4 {
            var (i, j) = (0, 0)
            var greatest = 0
            for place in 0..<9 {
                if members >> place & 1 == 1 { i += 1 } else { j += 1 }
                greatest = max(greatest, abs(i * 5 - j * 4))
            }
            all += 1
            if Double(greatest) / 20 >= test.statistic { extreme += 1 }
        }
        #expect(abs(test.p - Double(extreme) / Double(all)) < 1e-15)
    }

    @Test("a line has correlation 1, a rising curve rank correlation 1, a constant none")
    func correlations() {
        let x = [1.0, 2, 3, 4, 5]
        #expect(abs(Correlation.pearson(x, x.map { 3 - 2 * $0 }).coefficient + 1) < 1e-15)
        let cubes = x.map { $0 * $0 * $0 }
        #expect(Correlation.spearman(x, cubes).coefficient == 1 && Correlation.spearman(x, cubes).p == 0)
        #expect(Correlation.pearson(x, cubes).coefficient < 1)
        #expect(Correlation.pearson(x, [2, 2, 2, 2, 2]).coefficient.isNaN)
    }

    @Test("midranks share the mean of their places")
    func midranks() {
        #expect(Statistics.midranks([30, 10, 20, 10]) == [4, 1.5, 3, 1.5])
        #expect(Statistics.midranks([-0.0, 0, 1]) == [1.5, 1.5, 3])
    }

    @Test("the normalised area of a straight line is its middle height, whatever the spacing")
    func area() {
        #expect(abs(Statistics.normalizedArea(x: [1, 2, 5, 11], y: [3, 5, 11, 23]) - 13) < 1e-14)
    }

    @Test("Holm's correction multiplies by the number of tests still standing and never falls")
    func holm() {
        let corrected = Statistics.holm([0.01, 0.04, 0.03, 0.005])
        #expect(zip(corrected, [0.03, 0.06, 0.06, 0.02]).allSatisfy { abs($0 - $1) < 1e-15 })
        #expect(Statistics.holm([0.6, 0.9]) == [1, 1] && Statistics.holm([]) == [])
    }

    @Test("Benjamini and Hochberg's correction divides by the place and never falls with p")
    func benjaminiHochberg() {
        let corrected = Statistics.benjaminiHochberg([0.01, 0.04, 0.03, 0.005])
        #expect(zip(corrected, [0.02, 0.04, 0.04, 0.02]).allSatisfy { abs($0 - $1) < 1e-15 })
        #expect(Statistics.benjaminiHochberg([0.9, 0.6]) == [0.9, 0.9] && Statistics.benjaminiHochberg([]) == [])
    }
}

@Suite("Special functions")
struct SpecialFunctionsTests {
    private func agrees(_ value: Double, _ exact: Double, within relative: Double = 1e-12) -> Bool {
        abs(value - exact) <= relative * abs(exact)
    }

    @Test("log gamma has the factorials' and the half-integers' values")
    func logGamma() {
        var factorial = 1.0
        for n in 1...20 {
            #expect(
                abs(SpecialFunctions.logGamma(Double(n)) - DeterministicMath.log(factorial)) < 1e-14
                    * max(1, DeterministicMath.log(factorial)))
            factorial *= Double(n)
        }
        #expect(agrees(SpecialFunctions.logGamma(0.5), 0.572_364_942_924_700_1))
        #expect(agrees(SpecialFunctions.logGamma(1e-5), 11.512_919_692_895_826))
        #expect(agrees(SpecialFunctions.logGamma(150.5), 602.513_954_870_585_5, within: 1e-13))
    }

    @Test("digamma has its exact values, from next to 0 to large arguments")
    func digamma() {
        for (x, exact) in [
            (1e-5, -100_000.577_199_215_681_07), (0.5, -1.963_510_026_021_423_5), (1, -0.577_215_664_901_532_86),
            (3.25, 1.016_990_911_068_179), (10, 2.251_752_589_066_721_1), (12.75, 2.505_803_276_401_355_5),
            (4999.5, 8.516_993_173_080_904), (1e8, 18.420_680_738_952_365),
        ] {
            #expect(agrees(SpecialFunctions.digamma(x), exact, within: 1e-14), "digamma(\(x))")
            #expect(agrees(SpecialFunctions.digamma(x + 1) - 1 / x, exact, within: 1e-13), "digamma(\(x) + 1)")
        }
    }

    @Test("erfc has its tabulated values, in the tail too")
    func complementaryError() {
        for (x, exact) in [
            (0.5, 0.479_500_122_186_953_5), (1, 0.157_299_207_050_285_13), (1.999, 0.004_698_443_348_629_486_5),
            (2, 0.004_677_734_981_047_266), (5, 1.537_459_794_428_034_9e-12), (20, 5.395_865_611_607_901e-176),
        ] {
            #expect(agrees(SpecialFunctions.complementaryError(x), exact), "erfc(\(x))")
            #expect(agrees(SpecialFunctions.complementaryError(-x), 2 - exact, within: 1e-15))
        }
    }

    @Test("the normal quantile undoes the distribution function from 1e-300 to its mirror")
    func normalQuantile() {
        for p in [1e-300, 1e-20, 1e-5, 0.025, 0.3, 0.5, 0.8, 0.999] {
            let x = SpecialFunctions.normalQuantile(p)
            #expect(agrees(SpecialFunctions.normalCDF(x), p, within: 1e-11), "p = \(p)")
        }
        #expect(agrees(SpecialFunctions.normalQuantile(0.975), 1.959_963_984_540_054))
        #expect(abs(SpecialFunctions.normalQuantile(0.5)) < 1e-15 && SpecialFunctions.normalQuantile(0) == -.infinity)
    }

    @Test("the incomplete beta function has its closed forms")
    func incompleteBeta() {
        for x in [1e-9, 0.1, 0.35, 0.5, 0.8, 0.999] {
            #expect(agrees(SpecialFunctions.incompleteBeta(x, 1, 1), x))
            #expect(agrees(SpecialFunctions.incompleteBeta(x, 3, 1), x * x * x))
            // I_x(2, 2) = 3 x² - 2 x³, and the symmetry I_x(a, b) = 1 - I_(1-x)(b, a).
            #expect(agrees(SpecialFunctions.incompleteBeta(x, 2, 2), 3 * x * x - 2 * x * x * x))
            let mirrored = 1 - SpecialFunctions.incompleteBeta(1 - x, 1.5, 4.5)
            #expect(abs(SpecialFunctions.incompleteBeta(x, 4.5, 1.5) - mirrored) < 1e-13)
        }
    }

    @Test("Student's t has the Cauchy distribution's quartile, tabulated values and F with one degree as its square")
    func student() {
        #expect(agrees(SpecialFunctions.studentTwoSided(1, degrees: 1), 0.5))
        #expect(abs(SpecialFunctions.studentTwoSided(4.302_652_729_749_464, degrees: 2) - 0.05) < 1e-12)
        #expect(abs(SpecialFunctions.studentTwoSided(1.959_963_984_540_054, degrees: 1e7) - 0.05) < 1e-7)
        #expect(agrees(SpecialFunctions.fisherUpper(6.25, 1, 7), SpecialFunctions.studentTwoSided(2.5, degrees: 7)))
        // F with 2 and 4 degrees: (1 + f / 2)^-2.
        #expect(agrees(SpecialFunctions.fisherUpper(3, 2, 4), 0.16))
    }
}
