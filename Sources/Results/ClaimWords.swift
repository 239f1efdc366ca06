import Judging

/// A claim's numbers and rules in print.
enum ClaimWords {
    /// "I(X;T) at the end, in bits: layer 4 1.21 (1.02 to 1.40, n = 5), layer 5 ...".
    static func measured(
        _ quantity: String, _ parts: [Claim.Part], _ judged: [Judgement], _ readings: [Claim.Reading], digits: Int,
        remark: String?
    ) -> String {
        let differ = Set(judged.map { $0.outcome.label }).count > 1
        let numbers = zip(parts, judged).map { part, judgement in
            // Where the parts' outcomes differ each is said.
            let outcome = differ ? ": \(judgement.outcome.label)" : ""
            return part.printed(digits: digits) + outcome
        }
        let lead = quantity.isEmpty ? "" : "\(quantity): "
        // A reading of many parts is told by its outcome.
        let others = readings.map { reading in
            let numbers = reading.parts.map { $0.printed(digits: digits) }
            let lead = "Read as \(reading.name): "
            // Another rule is said, where it is one.
            let rules = Set(reading.parts.map(\.rule.asked)).subtracting(parts.map(\.rule.asked))
            let asked = rules.count == 1 ? " (asked: \(rules.first!))" : ""
            let found = reading.parts.count > 2 ? "" : numbers.joined(separator: "; ") + ", "
            return lead + found + reading.outcome.label + asked
        }
        return ([lead + numbers.joined(separator: "; ")] + others + [remark].compactMap(\.self)).joined(separator: ". ")
    }

    /// One sentence, or one for each kind of part.
    static func rule(_ parts: [Claim.Part]) -> String {
        var kinds: [(words: String, labels: [String])] = []
        for part in parts {
            let words = part.rule.words(isExact: part.sample.networkCount == 0, within: part.bounds ?? .none)
            if let index = kinds.firstIndex(where: { $0.words == words }) {
                kinds[index].labels.append(part.label)
            } else {
                kinds.append((words, [part.label]))
            }
        }
        guard kinds.count > 1 else { return (kinds.first?.words ?? "") + (parts.count > 1 ? " All parts must hold." : "") }
        let sentences = kinds.map { kind in
            let words = kind.words.prefix(1).lowercased() + kind.words.dropFirst()
            let labels = kind.labels.joined(separator: ", ")
            return "\(labels.prefix(1).uppercased() + labels.dropFirst()): \(words)"
        }
        return sentences.joined(separator: " ") + " All parts must hold."
    }
}
