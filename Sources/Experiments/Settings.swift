import Results

/// A figure's settings in one run: every parameter with its value.
public struct Settings: Hashable, Sendable {
    public let parameters: [Parameter]
    private var given: [String: SettingValue]

    /// - Parameter given: values by key over the parameters' standard ones; each key is a parameter's and each value allowed.
    public init(_ parameters: [Parameter], given: [String: SettingValue] = [:]) {
        for (key, value) in given {
            guard let parameter = parameters.first(where: { $0.key == key }) else { preconditionFailure("no parameter '\(key)'") }
            precondition(parameter.allowed.contains(value), "\(key): \(value) is not \(parameter.allowed)")
        }
        self.parameters = parameters
        self.given = given
    }

    public subscript(_ parameter: Parameter) -> SettingValue { given[parameter.key] ?? parameter.standard }

    public func integer(_ parameter: Parameter) -> Int {
        if case .integer(let value) = self[parameter] { value } else { preconditionFailure("\(parameter.key) is no whole number") }
    }

    public func number(_ parameter: Parameter) -> Double {
        if case .number(let value) = self[parameter] { value } else { preconditionFailure("\(parameter.key) is no number") }
    }

    public func numbers(_ parameter: Parameter) -> [Double] {
        if case .numbers(let value) = self[parameter] {
            value
        } else {
            preconditionFailure("\(parameter.key) is no list of numbers")
        }
    }

    public func choice(_ parameter: Parameter) -> String {
        if case .choice(let value) = self[parameter] { value } else { preconditionFailure("\(parameter.key) is no choice") }
    }

    /// For the report and the key: each setting that means something, as the paper gives it and as this run used it.
    public var records: [SettingRecord] {
        parameters.filter(matters).map { parameter in
            SettingRecord(
                key: parameter.key, name: parameter.name, paper: parameter.paper?.description,
                chosenBecause: parameter.chosenBecause, used: self[parameter].description, data: parameter.data?.map(\.rawValue))
        }
    }

    private func matters(_ parameter: Parameter) -> Bool {
        guard let counter = parameters.first(where: { $0.key == parameter.counter }) else { return true }
        return integer(counter) > 0
    }
}
