import Foundation
import Networks

extension Registry {
    /// The product that says this text of itself: its type's name and its members as JSON; nil where no product of the registry does.
    package func product(_ text: String) -> AnyProduct? {
        func decode<P: Product>(_ type: P.Type, _ json: Substring) -> AnyProduct? {
            guard let product = try? JSONDecoder().decode(P.self, from: Data(json.utf8)) else { return nil }
            return AnyProduct(product)
        }
        guard let blank = text.firstIndex(of: " "), let type = products.first(where: { "\($0)" == text[..<blank] }),
            let product = decode(type, text[text.index(after: blank)...]), product.text == text
        else { return nil }
        return product
    }
}

extension AnyProduct {
    /// What tells it from others: the text that `Registry.product` reads.
    package var description: String { text }
    package var name: String { product.name }
    /// The networks that it is computed from.
    package var networks: [TrainingJob] { product.networks }
}
