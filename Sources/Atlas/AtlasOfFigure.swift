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
                    let judged = parts.map(\.judgement)
                    points.append(
                        ClaimAtlas.Point(
                            choices: [choice], isCombination: false,
                            estimate: isOfOneQuantity(parts, claim.parts) ? judged[0].estimate : nil,
                            outcome: Outcome(ofAll: judged.map(\.outcome))))
                }
            }
            return ClaimAtlas(figure: chosen.variation.figure, claim: claim, points: points)
        }
    }

    /// Whether a reading measures what the claim does, so that both numbers stand on one axis: one number of the same kind and name. A ratio
    /// beside a distance has a name of its own; a share of networks beside a mean is another kind.
    private static func isOfOneQuantity(_ reading: [Claim.Part], _ own: [Claim.Part]) -> Bool {
        guard reading.count == 1, own.count == 1 else { return false }
        switch (reading[0].sample, own[0].sample) {
        case (.networks, .networks), (.groups, .groups), (.networks, .groups), (.groups, .networks), (.holds, .holds),
            (.series, .series), (.exact, .exact):
            return reading[0].label == own[0].label
        default: return false
        }
    }
}
