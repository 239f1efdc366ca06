import InformationTheory

/// Options as a person writes them, on the command line and in a report's definition; nil for any other text.
public enum OptionText {
    /// "0.01,0.07"
    public static func numbers(_ text: String) -> [Double]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        return parts.allSatisfy { $0?.isFinite == true } ? parts.compactMap(\.self) : nil
    }

    /// "30,100"
    public static func integers(_ text: String) -> [Int]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        return parts.contains(nil) ? nil : parts.compactMap(\.self)
    }

    /// "-1:1"
    public static func range(_ text: String) -> ClosedRange<Double>? {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high else { return nil }
        return low...high
    }

    /// "6" or "2-20"
    public static func orders(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], 0 < low, low <= high else {
            return nil
        }
        return low...high
    }

    /// "3" or "0-7"
    static func run(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-").map { Int($0) }
        guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high else { return nil }
        return low...high
    }

    /// "yes", "no", as YAML has them.
    public static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "on": true
        case "no", "false", "off": false
        default: nil
        }
    }
}

extension MeasuringOptions {
    /// Takes an option from its text.
    /// - Returns: nil, or what the option takes where the text is nothing of that kind.
    public mutating func read(_ option: MeasureOption, _ text: String) -> String? {
        func take<Value>(_ value: Value?, _ words: String, _ store: (Value) -> Void) -> String? {
            guard let value else { return words }
            store(value)
            return nil
        }
        func one<Choice: RawRepresentable & CaseIterable>(of _: Choice.Type) -> String where Choice.RawValue == String {
            "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))"
        }
        switch option {
        case .threshold: return take(OptionText.numbers(text), "numbers, such as [0, 0.5]") { thresholds = $0 }
        case .binSize: return take(OptionText.numbers(text), "numbers, such as 0.07 or [0.01, 0.07]") { binSizes = $0 }
        case .bins: return take(OptionText.integers(text), "whole numbers, such as 30 or [30, 100]") { bins = $0 }
        case .range: return take(OptionText.range(text), "two numbers, such as [-1, 1]") { range = $0 }
        case .units: return take(try? UnitSet(text), "units, such as 0,3,7-9") { units.append($0) }
        case .order: return take(OptionText.orders(text), "a whole number, or two such as 2-6") { order = $0 }
        case .search: return take(Search(rawValue: text), one(of: Search.self)) { search = $0 }
        case .exhaustiveTo: return take(Int(text), "a whole number") { exhaustiveTo = $0 }
        case .estimator: return take(Estimator(rawValue: text), one(of: Estimator.self)) { estimator = $0 }
        case .ties: return take(Ties(rawValue: text), one(of: Ties.self)) { ties = $0 }
        case .biasCorrection: return take(OptionText.truth(text), "yes or no") { biasCorrection = $0 }
        case .labelTreatment: return take(LabelTreatment(rawValue: text), one(of: LabelTreatment.self)) { labelTreatment = $0 }
        case .joint: return take(OptionText.truth(text), "yes or no") { joint = $0 }
        }
    }
}
