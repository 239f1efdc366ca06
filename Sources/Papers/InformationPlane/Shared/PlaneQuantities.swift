import Experiments

extension Quantity {
    static let withInput = Quantity("information about the input", symbol: "I(X;T)", unit: "bit")
    static let withLabel = Quantity("information about the label", symbol: "I(T;Y)", unit: "bit")
}
