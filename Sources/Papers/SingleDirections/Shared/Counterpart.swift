import Experiments

/// Statements on the paper's convolutional networks, where fully connected ones on MNIST stand in their place: the paper's own words are not
/// assessed, and what these networks show is a statement of this project's, with an id that ends in "-mlp".
enum Counterpart {
    static func notAssessed(
        _ id: String, _ statement: String, source: String, origin: Claim.Origin = .sentence, published: String? = nil
    ) -> Claim {
        Claim(id: id, statement: statement, source: source, origin: origin, published: published, notAssessed: "other architecture")
    }

    static let suffix = "-mlp"
}
