import Experiments

/// The networks of the generalisation experiments: 512 units a layer, trained on labels of which more and more are shuffled (Section
/// 3.1, figures 1 and 2).
enum CorruptedNetworks {
    static let width = DirectionParameters.width("width", "generalisation experiments", 512)
    static let epochs = DirectionParameters.epochs("epochs", "generalisation experiments", 640)
    static let parameters = [width, epochs, DirectionParameters.corruptions]

    /// One for each share of shuffled labels.
    static func conditions(_ settings: Settings) -> [DirectionCondition] {
        settings.numbers(DirectionParameters.corruptions).map {
            DirectionCondition(width: settings.integer(width), epochs: settings.integer(epochs), corruption: $0)
        }
    }

    /// "shuffled-40".
    static func id(_ corruption: Double) -> String { "shuffled-\(Int((100 * corruption).rounded()))" }

    /// "40 % of the labels shuffled".
    static func label(_ corruption: Double) -> String {
        corruption == 0 ? "true labels" : "\(Int((100 * corruption).rounded())) % shuffled"
    }
}
