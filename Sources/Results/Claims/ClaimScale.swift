extension Claim {
    /// How a result's settings stand to the paper's. It is apart from the outcome: a statement can fail at a reduced scale and hold at the paper's.
    public enum Scale: String, Codable, Sendable, CaseIterable {
        /// The paper's settings wherever it states them; more networks than the paper's count as its own.
        case paper
        /// At least one is smaller than the paper's.
        case reduced
        /// None is smaller, and at least one is another.
        case other

        public init(_ settings: [SettingRecord]) {
            let departures = settings.compactMap(\.departureOfScale)
            self = departures.contains(.smaller) ? .reduced : departures.isEmpty ? .paper : .other
        }

        /// "the paper's settings", "reduced settings", "other settings".
        public var label: String {
            switch self {
            case .paper: "the paper's settings"
            case .reduced: "reduced settings"
            case .other: "other settings"
            }
        }
    }
}

extension FigureResult {
    public var scale: Claim.Scale { Claim.Scale(settings) }
}

extension SettingRecord {
    /// How it takes a result from the paper's settings; nil where it does not: more networks than the paper's only make a result surer.
    public var departureOfScale: Departure? { departure == .larger && countsNetworks ? nil : departure }

    /// Whether it says how many networks are trained.
    public var countsNetworks: Bool { key == "networks" || key.hasSuffix("Networks") }
}
