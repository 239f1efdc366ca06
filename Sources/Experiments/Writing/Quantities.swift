import Results

extension Quantity {
    /// In bits: `.bits("entropy of the input", "H(X)")`.
    public static func bits(_ name: String, _ symbol: String = "") -> Quantity { Quantity(name, symbol: symbol, unit: "bit") }

    public static func percent(_ name: String) -> Quantity { Quantity(name, unit: "%") }

    public static func epoch(_ name: String) -> Quantity { Quantity(name, unit: "epoch") }
}
