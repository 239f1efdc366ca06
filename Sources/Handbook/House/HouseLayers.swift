/// The house floor by floor: each module below all that use it. A use that passes a floor has a place of its own there, so that its
/// line meets no box.
struct HouseLayers {
    enum Node: Hashable {
        case module(String)
        /// A place on a floor that the use passes.
        case passage(House.Use, floor: Int)
    }

    /// From the top; each from left to right.
    private(set) var floors: [[Node]]
    /// The nodes of each use from its user down to what is used.
    let ways: [House.Use: [Node]]
    /// The uses in the house's order.
    let uses: [House.Use]

    private let neighbours: [Node: (above: [Node], below: [Node])]

    /// - Parameters:
    ///   - most: modules that may stand beside each other; more are parted in two floors.
    ///   - moved: of more than these, how many go to the lower one.
    init(_ house: House, most: Int = 7, moved: Int = 3) {
        let uses = house.directUses
        var floorOf: [String: Int] = [:]
        func floor(_ name: String) -> Int {
            if let known = floorOf[name] { return known }
            let floor = (uses.filter { $0.used == name }.map { floor($0.user) + 1 }.max()) ?? 0
            floorOf[name] = floor
            return floor
        }
        for module in house.modules { _ = floor(module.name) }
        Self.part(&floorOf, house, uses, most: most, moved: moved)
        var floors: [[Node]] = []
        func add(_ node: Node, on floor: Int) {
            while floors.count <= floor { floors.append([]) }
            floors[floor].append(node)
        }
        for module in house.modules.reversed() { add(.module(module.name), on: floor(module.name)) }
        var ways: [House.Use: [Node]] = [:]
        for use in uses {
            let passages = (floor(use.user) + 1..<floor(use.used)).map { Node.passage(use, floor: $0) }
            for (floor, passage) in zip(floor(use.user) + 1..<floor(use.used), passages) { add(passage, on: floor) }
            ways[use] = [.module(use.user)] + passages + [.module(use.used)]
        }
        var neighbours: [Node: (above: [Node], below: [Node])] = [:]
        for node in floors.joined() { neighbours[node] = ([], []) }
        for use in uses {
            let way = ways[use] ?? []
            for (upper, lower) in zip(way, way.dropFirst()) {
                neighbours[upper]?.below.append(lower)
                neighbours[lower]?.above.append(upper)
            }
        }
        self.floors = floors
        self.uses = uses
        self.ways = ways
        self.neighbours = neighbours
        order()
    }

    /// Parts floors of too many modules in two: those that use the most others stand on the lower one, so that few lines pass it.
    private static func part(
        _ floorOf: inout [String: Int], _ house: House, _ uses: [House.Use], most: Int, moved: Int
    ) {
        var floor = 0
        while floor <= floorOf.values.max() ?? 0 {
            let names = house.modules.map(\.name).filter { floorOf[$0] == floor }
            if names.count > most {
                let counts = Dictionary(uniqueKeysWithValues: names.map { name in (name, uses.count { $0.user == name }) })
                let order = names.enumerated().sorted { (counts[$0.element]!, $0.offset) < (counts[$1.element]!, $1.offset) }
                for (name, other) in floorOf where other > floor { floorOf[name] = other + 1 }
                for name in order.suffix(moved) { floorOf[name.element] = floor + 1 }
            }
            floor += 1
        }
    }

    func above(_ node: Node) -> [Node] { neighbours[node]?.above ?? [] }
    func below(_ node: Node) -> [Node] { neighbours[node]?.below ?? [] }

    /// Orders the floors for few crossings: sweeps by the mean place of the neighbours, then exchanges of neighbours while they help.
    private mutating func order() {
        var best = floors
        var least = crossings
        for sweep in 0..<24 {
            let down = sweep % 2 == 0
            let indices = down ? Array(floors.indices.dropFirst()) : floors.indices.dropLast().reversed()
            for index in indices {
                let fixed = Dictionary(
                    uniqueKeysWithValues: floors[down ? index - 1 : index + 1].enumerated().map { ($1, Double($0)) })
                let keyed = floors[index].enumerated().map { place, node -> (key: Double, place: Int, node: Node) in
                    let places = (down ? above(node) : below(node)).compactMap { fixed[$0] }
                    return (places.isEmpty ? Double(place) : places.reduce(0, +) / Double(places.count), place, node)
                }
                floors[index] = keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.node)
            }
            if crossings < least { (best, least) = (floors, crossings) }
        }
        floors = best
        var improved = true
        while improved {
            improved = false
            for floor in floors.indices {
                for place in floors[floor].indices.dropLast() {
                    floors[floor].swapAt(place, place + 1)
                    if crossings < least {
                        least = crossings
                        improved = true
                    } else {
                        floors[floor].swapAt(place, place + 1)
                    }
                }
            }
        }
    }

    /// How many pairs of lines cross between two floors.
    var crossings: Int {
        var count = 0
        for (upper, lower) in zip(floors, floors.dropFirst()) {
            let places = Dictionary(uniqueKeysWithValues: lower.enumerated().map { ($1, $0) })
            let lines = upper.enumerated().flatMap { place, node in below(node).compactMap { places[$0] }.map { (place, $0) } }
            for (index, line) in lines.enumerated() {
                count += lines[(index + 1)...].count { (line.0 - $0.0) * (line.1 - $0.1) < 0 }
            }
        }
        return count
    }
}
