import Judging
import Results

/// The claims of a figure under all choices, from the results of its variations.
public enum AtlasOfFigure {
    /// - Parameters:
    ///   - results: the chosen settings' first; those that failed are left out.
    ///   - rules: other numbers of rules.
    public static func claims(
        _ results: [(variation: Variation, result: FigureResult)], _ rules: Alternatives.Rules
    ) -> [ClaimAtlas] {
        guard let chosen = results.first(where: { $0.variation.choices.isEmpty }) else { return [] }
        return chosen.result.claims.map { claim in
            var points: [ClaimAtlas.Point] = []
            for (variation, result) in results {
                guard let found = result.claims.first(where: { $0.id == claim.id }) else { continue }
                points.append(
                    ClaimAtlas.Point(
                        choices: variation.choices, isCombination: variation.combination != nil, estimate: found.estimate,
                        outcome: found.outcome))
            }
            // Readings are choices too: one at a time at the chosen settings.
            if case .notAssessed = claim.outcome {
            } else {
                for (choice, parts) in claim.allReadings(rules) {
                    let judged = parts.map { Judgement($0.sample, by: $0.rule) }
                    points.append(
                        ClaimAtlas.Point(
                            choices: [choice], isCombination: false, estimate: judged.count == 1 ? judged[0].estimate : nil,
                            outcome: Outcome(ofAll: judged.map(\.outcome))))
                }
            }
            return ClaimAtlas(figure: chosen.variation.figure, claim: claim, points: points)
        }
    }
}
