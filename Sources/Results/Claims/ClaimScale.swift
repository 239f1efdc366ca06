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
    /// That of all settings: a statement's own may be the paper's where others' are not.
    public var scale: Claim.Scale { Claim.Scale(settings) }

    /// By the settings that the claim rests on: what is set of networks on other data does not touch it.
    public func scale(of claim: Claim) -> Claim.Scale { Claim.Scale(settings.filter { $0.isOf(claim) }) }

    /// "reduced settings, on MNIST the paper's".
    public var scaleWords: String { ([scale.label] + [ownScaleWords].compactMap(\.self)).joined(separator: ", ") }

    /// "on MNIST the paper's": where the figure's settings are not the paper's, and those of some of its statements are; else nil.
    public var ownScaleWords: String? {
        let own = scale == .paper ? [] : claims.filter { $0.origin.isThePapers && scale(of: $0) == .paper }.compactMap(\.data)
        let names = Set(own.flatMap(\.self)).sorted()
        return names.isEmpty ? nil : "on \(names.joined(separator: " and ")) the paper's"
    }
}

extension SettingRecord {
    fileprivate func isOf(_ claim: Claim) -> Bool {
        guard let data, let its = claim.data else { return true }
        return !Set(data).isDisjoint(with: its)
    }

    /// How it takes a result from the paper's settings; nil where it does not: more networks than the paper's only make a result surer.
    public var departureOfScale: Departure? { departure == .larger && countsNetworks ? nil : departure }

    /// Whether it says how many networks are trained.
    public var countsNetworks: Bool { key == "networks" || key.hasSuffix("Networks") }
}
