import Atlas
import Charts
import Judging
import Results
import Testing

@Suite("A specification curve") struct SpecificationCurveTests {
    private func chart(_ rule: Rule, quantity: String = "accuracy") -> Chart? {
        let claim = Claim(
            id: "near", statement: "It is 0.9.", source: "Table 1", origin: .number, published: "0.9", quantity: quantity,
            digits: 2,
            parts: [.init(.networks([0.91, 0.9, 0.92]), rule)])
        let estimate = Estimate(value: 0.91, lower: 0.9, upper: 0.92, networks: 3)
        let choices = [("rate", "10"), ("rate", "9"), ("bins", "as many as there are classes of the data")].map {
            Choice(key: $0, name: "\($0) of it", value: $1)
        }
        let points =
            [ClaimAtlas.Point(choices: [], isCombination: false, estimate: estimate, outcome: .holds)]
            + choices.map { .init(choices: [$0], isCombination: false, estimate: estimate, outcome: .doesNotHold) }
        return SpecificationCurve.chart(
            ClaimAtlas(figure: FigureID(paper: "p", figure: "f"), claim: claim, points: points))
    }

    @Test("the published number is a line with its entry in the legend, and the axis says what is measured")
    func published() throws {
        let panel = try #require(chart(.near(0.9, within: 0.05))).panels[0]
        let lines = panel.marks.compactMap { mark in if case .rule(let line) = mark { line } else { nil } }
        #expect(lines.map(\.value).sorted() == [0.9 - 0.05, 0.9, 0.9 + 0.05])
        #expect(lines.contains { $0.value == 0.9 && $0.label == "published" })
        #expect(panel.y.label == "accuracy")
        let other = try #require(chart(.over(0.5))).panels[0].marks
        #expect(!other.contains { if case .rule(let line) = $0 { line.label == "published" } else { false } })
    }

    @Test("a long quantity stands above the plot")
    func long() throws {
        let quantity = "accuracy on the held-out patterns, mean of the last ten epochs, in percent"
        let panel = try #require(chart(.over(0.5), quantity: quantity)).panels[0]
        #expect(panel.title == RichText(plain: quantity) && panel.y.label == "estimate")
    }

    @Test("choices stand setting by setting, values by size from top to bottom, and a long value has a letter that is explained")
    func rows() throws {
        let matrix = try #require(chart(.over(0.5))).panels[1]
        #expect(matrix.y.scale == .categories(["rate: 10", "rate: 9", "bins: A"]))
        #expect(matrix.title == "A: as many as there are classes of the data")
    }
}
