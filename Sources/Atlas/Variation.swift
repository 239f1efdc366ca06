import Experiments
import NumericCore
import Results

/// A figure under other choices of its open settings.
public struct Variation: Sendable {
    public var entry: ReportDefinition.Entry
    /// Sorted; empty for the settings that were chosen.
    public var choices: [Choice]
    /// The place of a random combination, from 1; nil for the settings that were chosen and for one choice at a time.
    public var combination: Int?

    /// The figure of which it is one, by its name in the report.
    public let figure: FigureID

    /// "information-plane/fig1 under bin size: 0.3", "information-plane/fig1 as chosen".
    public var words: String {
        choices.isEmpty ? "\(figure) as chosen" : "\(figure) under \(choices.map(\.words).joined(separator: "; "))"
    }

    /// The figure as chosen, then one choice at a time, then random combinations.
    ///
    /// The combinations are drawn for a paper, not for a figure: its figures share their networks under them too. Each open setting takes
    /// each of its values, the chosen one among them, with equal chance; replicates stay as they are. Networks of which the report has none
    /// are not brought in.
    public static func all(of entry: ReportDefinition.Entry, _ alternatives: Alternatives) -> [Variation] {
        let open = alternatives.ofFigure(entry)
        var found = [Variation(entry: entry, choices: [], combination: nil, figure: entry.id)]
        for (parameter, values) in open {
            for (place, value) in values.enumerated() where value != entry.settings[parameter] {
                found.append(
                    variation(of: entry, [(parameter, value)], name: "\(parameter.key)-\(place + 1)", combination: nil))
            }
        }
        for draw in 0..<alternatives.combinations {
            let changes = open.compactMap { parameter, values -> (Parameter, SettingValue)? in
                if alternatives.replicates.contains(parameter.key) { return nil }
                let chosen = entry.settings[parameter]
                var generator = SeededGenerator(
                    seed: alternatives.seed, purpose: "atlas \(entry.experiment.id.paper) \(parameter.key)", index: UInt64(draw))
                let all = [chosen] + values.filter { $0 != chosen }
                let value = all[Int(generator.integer(below: UInt32(all.count)))]
                return value == chosen ? nil : (parameter, value)
            }
            let next = variation(of: entry, changes, name: "combination-\(draw + 1)", combination: draw + 1)
            if !changes.isEmpty, !found.contains(where: { $0.entry.settings == next.entry.settings }) { found.append(next) }
        }
        return found
    }

    private static func variation(
        of entry: ReportDefinition.Entry, _ changes: [(Parameter, SettingValue)], name: String, combination: Int?
    ) -> Variation {
        var given = Dictionary(uniqueKeysWithValues: entry.experiment.parameters.map { ($0.key, entry.settings[$0]) })
        for (parameter, value) in changes { given[parameter.key] = value }
        return Variation(
            entry: ReportDefinition.Entry(
                experiment: entry.experiment, settings: Settings(entry.experiment.parameters, given: given),
                name: "\(entry.id.figure).\(name)"),
            choices: changes.map { Choice(key: $0.key, name: $0.name, value: $1.description) }.sorted(), combination: combination,
            figure: entry.id)
    }
}
