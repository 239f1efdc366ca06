/// A unit of a network: a unit of a dense layer, a channel (feature map, filter) of any other.
public struct UnitReference: Codable, Hashable, Sendable {
    /// The layer, from 0, in the order of `Architecture.layers`.
    public var layer: Int
    public var unit: Int

    public init(layer: Int, unit: Int) {
        self.layer = layer
        self.unit = unit
    }
}
