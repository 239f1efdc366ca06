// listing: example-claim-test
import Experiments
import Testing

@Suite struct ExampleFigure1ClaimTests {
    @Test(
        "the claim holds where networks learn, fails where they do not, and is left open where they differ too much",
        arguments: [
            ([0.95, 0.97, 0.96], "holds"), ([0.5, 0.55, 0.45], "does not hold"),
            ([0.95, 0.97, 0.5], "undecided (66 networks would decide)"),
        ])
    func learns(_ accuracies: [Double], _ outcome: String) {
        #expect(Figure1.learns(accuracies).outcome.label == outcome)
    }
}
// end of listing
