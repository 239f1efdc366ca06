import Datasets
import Networks
import Results

/// Something that takes long to compute from trained networks and data, and that figures share: the mask that a pruning method makes.
///
/// It is a small description, as a `TrainingJob` is: what it comes to follows from its members, its networks and data, and the code. It is
/// stored under all of these; a run that was stopped goes on with it where it was, if it keeps its state.
package protocol Product: Codable, Hashable, Sendable {
    associatedtype Value: Codable & Sendable

    /// The paper whose code it stands in: in `Shared/`, or in the folder of the figure that it is of.
    static var paper: Paper { get }
    /// For people: "MIPP's mask at 0.99 of LeNet-5 on MNIST, seed 1".
    var name: String { get }
    /// The networks whose trained weights it is computed from.
    var networks: [TrainingJob] { get }
    /// Data used besides, or of them: each that `ProductInputs` is asked for.
    var data: [DataSelection] { get }
    /// What computing it consists of.
    var work: WorkCount { get }

    /// A pure function of the description, the networks and the data.
    func compute(_ inputs: ProductInputs) throws -> Value
}

extension Product {
    /// Its type's name and its members as JSON with sorted keys: equal products, equal text.
    var text: String { "\(Self.self) \(canonicalJSON(self))" }

    /// Every data selection, the networks' included, each once, in order.
    var allData: [DataSelection] { (data + networks.map(\.data)).unique }
}

/// A product of any type.
public struct AnyProduct: Hashable, Sendable {
    package let product: any Product
    let text: String

    package init(_ product: some Product) {
        self.product = product
        text = product.text
    }

    public static func == (one: AnyProduct, other: AnyProduct) -> Bool { one.text == other.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Needs {
    package init(jobs: [TrainingJob] = [], data: [DataSelection] = [], products: [some Product]) {
        self.init(jobs: jobs, data: data)
        self.products = products.map { AnyProduct($0) }
    }
}

extension Inputs {
    /// A product of the rounds so far.
    /// - Throws: a `Fault` where it cannot be read.
    package func value<P: Product>(_ product: P) throws -> P.Value {
        guard let value = try valueOf(AnyProduct(product)) as? P.Value else {
            preconditionFailure("\(product.name): of another type")
        }
        return value
    }
}
