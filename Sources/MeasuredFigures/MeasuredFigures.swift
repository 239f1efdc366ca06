import Activations
import Experiments
import Files
import InformationTheory
import Measuring

/// Reads the `measure:` entries of a report's definition. Their keys are the options of `refigure measure`.
public struct MeasuredFigures: MeasureEntries {
    public init() {}

    public var names: [String] { Measure.allCases.map(\.rawValue) }

    public func keys(of measure: String) -> [String] {
        guard let measure = Measure(rawValue: measure) else { return [] }
        return ["activations"] + (measure.labels == .none ? [] : ["labels", "labels-header"]) + ["header", "on-nan"]
            + measure.options.map(\.rawValue)
    }

    public func figure(
        of measure: String, name: String, title: String?, fields: [String: DefinitionValue], places: [String: [String]],
        folder: String
    ) throws -> any Experiment {
        guard let measure = Measure(rawValue: measure) else { throw MeasureEntryProblem("there is no measure '\(measure)'") }
        var options = MeasuringOptions()
        var told: [(key: String, text: String)] = []
        func note(_ key: String, _ text: String) { told.append((key, text)) }

        guard let activations = try texts("activations", fields), !activations.isEmpty else {
            throw MeasureEntryProblem("there is nothing to measure", remedy: "name a file: activations: acts.npy")
        }
        note("activations", activations.joined(separator: ", "))
        let labels = try text("labels", fields)
        labels.map { note("labels", $0) }
        func header(_ key: String) throws -> CSVHeader? {
            guard let word = try text(key, fields) else { return nil }
            guard let isThere = OptionText.truth(word) else { throw refused(word, key, "yes or no") }
            note(key, isThere ? "yes" : "no")
            return isThere ? .yes : .no
        }
        let (first, second) = (try header("header"), try header("labels-header"))
        var onNaN = OnNaN.refuse
        if let word = try text("on-nan", fields) {
            guard let known = OnNaN(rawValue: word) else { throw refused(word, "on-nan", "refuse or drop") }
            onNaN = known
            note("on-nan", word)
        }
        for option in measure.options {
            guard let value = fields[option.rawValue] else { continue }
            let texts = try Self.texts(of: option, value)
            for text in texts {
                if let wanted = options.read(option, text) { throw refused(text, option.rawValue, wanted) }
            }
            note(option.rawValue, texts.joined(separator: "; "))
        }
        let plan: MeasuringPlan
        do {
            plan = try MeasuringPlan(measure, options: options, hasLabels: labels != nil, onNaN: onNaN)
        } catch let fault as Fault {
            let words = { (text: String) in text.replacing(#/--([a-z-]+)/#) { "'\($0.output.1)'" } }
            let quantising: [MeasureOption] = fault.problem.contains("one quantisation") ? [.threshold, .binSize, .bins] : []
            let key =
                fields.keys.sorted().first { fault.problem.contains("--\($0)") }
                ?? quantising.map(\.rawValue).first { fields[$0] != nil }
            throw MeasureEntryProblem(words(fault.problem), key: key, remedy: fault.remedy.map(words))
        }
        return MeasuredFigure(
            plan: plan, name: name, title: title,
            files: MeasuredFiles(
                folder: folder, activations: activations, labels: labels, header: first, labelsHeader: second,
                places: Self.places(activations, places["activations"]).merging(
                    Self.places(labels.map { [$0] } ?? [], places["labels"])
                ) { first, _ in first }),
            options: told)
    }

    /// Where the definition names each file.
    private static func places(_ files: [String], _ places: [String]?) -> [String: String] {
        Dictionary(zip(files, places ?? [])) { first, _ in first }
    }

    /// The option as on the command line: of units a text a set, of all else one.
    private static func texts(of option: MeasureOption, _ value: DefinitionValue) throws -> [String] {
        if option == .units, case .list(let sets) = value, value.texts == nil {
            return try sets.map { set in
                guard let texts = set.texts else { throw MeasureEntryProblem("'units' nest too deep", key: option.rawValue) }
                return texts.joined(separator: ",")
            }
        }
        guard let texts = value.texts else {
            throw MeasureEntryProblem("'\(option.rawValue)' is a list of lists", key: option.rawValue, remedy: "write one list")
        }
        return [texts.joined(separator: option == .range ? ":" : option == .order ? "-" : ",")]
    }

    private func texts(_ key: String, _ fields: [String: DefinitionValue]) throws -> [String]? {
        guard let value = fields[key] else { return nil }
        guard let texts = value.texts else {
            throw MeasureEntryProblem("'\(key)' is a list of lists", key: key, remedy: "write one list")
        }
        return texts
    }

    private func text(_ key: String, _ fields: [String: DefinitionValue]) throws -> String? {
        guard let texts = try texts(key, fields) else { return nil }
        guard texts.count == 1 else { throw MeasureEntryProblem("'\(key)' takes one text", key: key, remedy: "write one") }
        return texts[0]
    }

    private func refused(_ text: String, _ key: String, _ wanted: String) -> MeasureEntryProblem {
        MeasureEntryProblem("'\(text.prefix(100))' is not allowed for '\(key)'", key: key, remedy: "give \(wanted)")
    }
}
