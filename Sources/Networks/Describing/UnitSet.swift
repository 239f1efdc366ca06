/// Some units of a network, layer by layer.
public struct UnitSet: Codable, Hashable, Sendable {
    /// For each layer from the first hidden one, its units in the set, ascending; layers beyond the end have none.
    public private(set) var layers: [[Int]]

    public init(_ layers: [[Int]]) {
        self.layers = layers.map { Set($0).sorted() }
        while self.layers.last == [] { self.layers.removeLast() }
    }

    public static let none = UnitSet([])

    public var isEmpty: Bool { layers.isEmpty }

    /// The units of layer `index`, ascending.
    public subscript(_ index: Int) -> [Int] { index < layers.count ? layers[index] : [] }

    /// Whether every unit named exists; the output layer counts as a layer where `output` says so.
    func fits(_ architecture: Architecture, output: Bool) -> Bool {
        layers.count <= architecture.hidden.count + (output ? 1 : 0)
            && layers.indices.allSatisfy { index in layers[index].allSatisfy { $0 >= 0 && $0 < architecture.units(index) } }
    }
}
