import Experiments

extension Quantity {
    static let withInput = Quantity.bits("information about the input", "I(X;T)")
    static let withLabel = Quantity.bits("information about the label", "I(T;Y)")
}
