import Files
import Foundation
import Networks

extension Piece.Work {
    /// What another process reads the work back from: "network {...}", or "product MIPPMask {...}".
    package var text: String {
        switch self {
        case .training(let job): "\(Self.networkKind) \(job.canonicalJSON)"
        case .product(let product): "\(Self.productKind) \(product.text)"
        }
    }

    /// The work that a text says.
    /// - Parameter products: the types of products that there are.
    /// - Throws: a `Fault` (status data) where it says none, or one that reads otherwise.
    package init(text: String, products: [any Product.Type]) throws {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        func refused(_ problem: String) -> Fault { Fault(problem, remedy: "build the same sources on both sides", status: .data) }
        guard parts.count == 2 else { throw refused("'\(text.prefix(40))' describes no piece of work") }
        do {
            switch parts[0] {
            case Self.networkKind: self = .training(try JSONDecoder().decode(TrainingJob.self, from: Data(parts[1].utf8)))
            case Self.productKind:
                let name = String(parts[1].prefix { $0 != " " })
                guard let type = products.first(where: { "\($0)" == name }) else {
                    throw refused("this program knows no product '\(name.prefix(40))'")
                }
                self = .product(try Self.product(type, from: String(parts[1].dropFirst(name.count + 1))))
            default: throw refused("'\(parts[0].prefix(40))' is no kind of work that this program knows")
            }
        } catch let error as DecodingError {
            throw refused("a piece of work cannot be read (\(error))")
        }
        guard self.text == text else { throw refused("a piece of work reads otherwise than it was written") }
    }

    private static let networkKind = "network"
    private static let productKind = "product"

    private static func product<P: Product>(_ type: P.Type, from json: String) throws -> AnyProduct {
        AnyProduct(try JSONDecoder().decode(type, from: Data(json.utf8)))
    }
}
