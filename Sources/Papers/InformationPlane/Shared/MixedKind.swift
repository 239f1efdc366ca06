import Experiments

/// The two mixed networks of "Revisiting the Information Plane" (Section 2.1): two hidden layers of one activation lead, three of the other
/// follow.
enum MixedKind: String, CaseIterable, Sendable {
    case leadingReLU, leadingTanh

    /// "Leading ReLU": the paper's name for the panel.
    var title: String { self == .leadingReLU ? "Leading ReLU" : "Leading tanh" }
    /// "leading ReLU": inside a sentence.
    var name: String { self == .leadingReLU ? "leading ReLU" : "leading tanh" }
    /// The activation of layers 1 and 2.
    var leader: Activation { self == .leadingReLU ? .relu : .tanh }
    /// The activation of layers 3 to 5.
    var follower: Activation { self == .leadingReLU ? .tanh : .relu }

    /// Claims' ids begin with it.
    var claimPrefix: String { leader.rawValue }

    static let leaders = 0..<2
    static let followers = 2..<5

    var activations: [Activation] {
        Self.leaders.map { _ in leader } + Self.followers.map { _ in follower }
    }
}

extension Activation {
    /// In print: "tanh", "ReLU".
    var printed: String { self == .relu ? "ReLU" : rawValue }
}
