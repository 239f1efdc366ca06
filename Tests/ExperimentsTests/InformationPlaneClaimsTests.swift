import Experiments
import InformationTheory
import Results
import Testing

/// Every rule of the information plane's figures is fed data that meet it and data that fail it.
@Suite struct InformationPlaneClaimsTests {
    /// A plane of hidden layers that all walk the same path, and an output layer with its own.
    private func plane(hidden: [(Double, Double)], output: [(Double, Double)]) -> InformationPlane {
        func layer(_ path: [(Double, Double)]) -> [LayerInformation] {
            path.map { LayerInformation(withInput: $0.0, withLabel: $0.1, occupiedSymbols: 1) }
        }
        return InformationPlane(
            epochs: Array(hidden.indices), layers: .init(repeating: layer(hidden), count: 5) + [layer(output)])
    }

    private func ending(_ hidden: (Double, Double), output: Double = 1) -> InformationPlane {
        plane(hidden: [(0, 0), hidden], output: [(0, 0), (output, 1)])
    }

    @Test("the score's rule fails far from the published score")
    func score() {
        #expect(InformationPlaneFigure1.score([0.97, 0.975]).outcome == .holds)
        #expect(InformationPlaneFigure1.score([0.95, 0.95]).outcome == .partly)
        #expect(InformationPlaneFigure1.score([0.8, 1]).outcome == .doesNotHold)
    }

    @Test("the order of bin sizes fails where finer bins do not lead to the right, or cost bits about the label")
    func finerBins() {
        let ordered = [ending((4, 0.9)), ending((6, 0.95)), ending((9, 0.99))]
        let backwards = [ending((6, 0.9)), ending((4, 0.95)), ending((9, 0.99))]
        let losing = [ending((4, 0.9)), ending((6, 0.8)), ending((9, 0.99))]
        #expect(BinSizeClaims.finerBins([ordered, ordered], source: "").outcome == .holds)
        #expect(BinSizeClaims.finerBins([ordered, ordered, backwards], source: "").outcome == .partly)
        #expect(BinSizeClaims.finerBins([ordered, backwards], source: "").outcome == .doesNotHold)
        #expect(BinSizeClaims.finerBins([losing], source: "").outcome == .doesNotHold)
    }

    @Test("the output's fixed end point fails where it moves as hidden layers do")
    func outputEndPoint() {
        let fixed = (coarse: ending((4, 1)), fine: ending((9, 1), output: 1.1))
        let moving = (coarse: ending((4, 1)), fine: ending((9, 1), output: 5))
        #expect(BinSizeClaims.outputEndPoint([fixed], source: "").outcome == .holds)
        #expect(BinSizeClaims.outputEndPoint([moving], source: "").outcome == .doesNotHold)
    }

    @Test("two phases fail where a layer only rises, or only falls")
    func twoPhases() {
        let output = [(0.0, 0.0), (2, 0.5), (1, 1)]
        let both = plane(hidden: [(2, 0), (6, 0.5), (3, 1)], output: output)
        let rising = plane(hidden: [(2, 0), (5, 0.5), (6, 1)], output: output)
        let falling = plane(hidden: [(6, 0), (5, 0.5), (3, 1)], output: output)
        #expect(InformationPlaneFigure1.twoPhases([both]).outcome == .holds)
        #expect(InformationPlaneFigure1.twoPhases([rising]).outcome == .doesNotHold)
        #expect(InformationPlaneFigure1.twoPhases([falling]).outcome == .doesNotHold)
    }

    @Test("table 1 fails where the entropy or the information is another")
    func table1() {
        let published = InformationPlaneTable1.published[0]
        #expect(
            InformationPlaneTable1.claims(hx: published.hx, ixy: 0.999, published: published).map(\.outcome) == [
                .holds, .holds,
            ])
        #expect(
            InformationPlaneTable1.claims(hx: published.hx - 0.01, ixy: 0.9, published: published).map(\.outcome)
                == [.partly, .doesNotHold])
    }

    private func curves(loss: [Double], accuracy: [Double]) -> TrainingCurves {
        let curve = TrainingCurves.Curve(accuracy: accuracy, loss: loss)
        return TrainingCurves(epochs: Array(loss.indices), training: curve, validation: curve)
    }

    @Test("overfitting fails where cross-entropy stays low, or accuracy goes down with it")
    func overfitting() {
        let condition = InformationPlaneFigure17.conditions[0]
        func verdict(_ curves: TrainingCurves) -> Claim.Verdict {
            InformationPlaneFigure17.overfitting(condition, [curves], of: 1).outcome
        }
        #expect(verdict(curves(loss: [0.7, 0.1, 0.3], accuracy: [0.5, 0.96, 0.955])) == .holds)
        #expect(verdict(curves(loss: [0.7, 0.1, 0.12], accuracy: [0.5, 0.96, 0.955])) == .doesNotHold)
        #expect(verdict(curves(loss: [0.7, 0.1, 0.3], accuracy: [0.5, 0.96, 0.9])) == .doesNotHold)
    }

    @Test("figure 17's scores fail far from the published ones, and say how many networks died")
    func scores() {
        let condition = InformationPlaneFigure17.conditions[1]
        let good = curves(loss: [0.7, 0.1], accuracy: [0.5, 0.94])
        let better = curves(loss: [0.7, 0.1], accuracy: [0.5, 0.99])
        #expect(InformationPlaneFigure17.score(condition, [good], of: 1).outcome == .holds)
        let claim = InformationPlaneFigure17.score(condition, [better], of: 2)
        #expect(claim.outcome == .doesNotHold)
        #expect(claim.measured.contains("1 of 2 networks"))
        #expect(!curves(loss: [0.7, 0.69], accuracy: [0.5, 0.516]).hasLearned)
        #expect(good.hasLearned)
    }
}
