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
    /// - Parameter registry: knows the products that there are.
    /// - Throws: a `Fault` (status data) where it says none, or one that reads otherwise.
    package init(text: String, registry: Registry) throws {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        func refused(_ problem: String) -> Fault { Fault(problem, remedy: "build the same sources on both sides", status: .data) }
        guard parts.count == 2 else { throw refused("'\(text.prefix(40))' describes no piece of work") }
        do {
            switch parts[0] {
            case Self.networkKind: self = .training(try JSONDecoder().decode(TrainingJob.self, from: Data(parts[1].utf8)))
            case Self.productKind:
                guard let product = registry.product(parts[1]) else {
                    throw refused("this program knows no product '\(parts[1].prefix(40))'")
                }
                self = .product(product)
            default: throw refused("'\(parts[0].prefix(40))' is no kind of work that this program knows")
            }
        } catch let error as DecodingError {
            throw refused("a piece of work cannot be read (\(error))")
        }
        guard self.text == text else { throw refused("a piece of work reads otherwise than it was written") }
    }

    private static let networkKind = "network"
    private static let productKind = "product"
}
