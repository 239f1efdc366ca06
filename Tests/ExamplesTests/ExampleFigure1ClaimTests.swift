// listing: example-claim-test
import Experiments
import Results
import Testing

@Suite struct ExampleFigure1ClaimTests {
    @Test(
        "the claim holds where all networks learned, partly where most did, and fails where few did",
        arguments: [
            ([0.95, 0.97, 0.93], Claim.Verdict.reproduced), ([0.95, 0.97, 0.5], .partly), ([0.95, 0.5, 0.5], .notReproduced),
        ])
    func learns(_ accuracies: [Double], _ verdict: Claim.Verdict) {
        #expect(ExampleFigure1.learns(accuracies).verdict == verdict)
    }
}
// end of listing
