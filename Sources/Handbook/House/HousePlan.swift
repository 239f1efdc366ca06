import Charts

/// Where everything of the map stands, in points.
public struct HousePlan: Sendable {
    public struct Line: Sendable {
        public let use: House.Use
        /// From the user's box down to the box of what is used. A line runs straight down beside boxes and bends between floors only.
        public let points: [Point]
    }

    public private(set) var boxes: [(module: String, rect: Rect)] = []
    public private(set) var lines: [Line] = []
    public let size: Size

    static let box = Size(96, 47)
    static let floorGap = 34.0
    static let margin = 5.0
    static let keyHeight = 40.0
    private static let sideGap = 5.0
    private static let passageWidth = 6.0
    private static let portGap = 11.0

    /// A README's column.
    public static let column = 759.0

    /// Parts broad floors so that the plan fits into a column: the first way that does, else the narrowest.
    public init(_ house: House) {
        let ways = [7, 6, 5, 4].flatMap { most in [3, 2, 4].map { (most, $0) } }
        let plans = ways.lazy.map { most, moved in HousePlan(house, HouseLayers(house, most: most, moved: moved)) }
        self = plans.first { $0.size.width < Self.column } ?? plans.min { $0.size.width < $1.size.width }!
    }

    private init(_ house: House, _ layers: HouseLayers) {
        let centres = Self.centres(layers)
        let step = Self.box.height + Self.floorGap
        var places: [HouseLayers.Node: Rect] = [:]
        for (floor, nodes) in layers.floors.enumerated() {
            for node in nodes {
                let width = Self.width(node)
                places[node] = Rect(
                    x: (centres[node] ?? 0) - width / 2, y: Self.margin + Double(floor) * step, width: width,
                    height: Self.box.height)
            }
        }
        let left = (places.values.map(\.minX).min() ?? 0) - Self.margin
        for node in places.keys { places[node]?.x -= left }
        size = Size(
            (places.values.map(\.maxX).max() ?? 0) + Self.margin,
            Self.margin + Double(layers.floors.count) * step - Self.floorGap + Self.keyHeight)
        boxes = house.modules.compactMap { module in places[.module(module.name)].map { (module.name, $0) } }
        lines = layers.uses.map { use in Line(use: use, points: Self.points(of: use, layers, places)) }
    }

    private static func width(_ node: HouseLayers.Node) -> Double {
        if case .module = node { box.width } else { passageWidth }
    }

    /// The middles of all nodes: near their neighbours on the floors above and below, in order, and apart.
    private static func centres(_ layers: HouseLayers) -> [HouseLayers.Node: Double] {
        var centres: [HouseLayers.Node: Double] = [:]
        func place(_ nodes: [HouseLayers.Node], near wanted: [Double]) {
            var offsets = [0.0]
            for (one, next) in zip(nodes, nodes.dropFirst()) {
                offsets.append(offsets[offsets.count - 1] + (width(one) + width(next)) / 2 + sideGap)
            }
            let moved = rising(zip(wanted, offsets).map { $0 - $1 })
            for (node, centre) in zip(nodes, zip(moved, offsets).map { $0 + $1 }) { centres[node] = centre }
        }
        for nodes in layers.floors {
            let breadth = nodes.reduce(0) { $0 + width($1) + sideGap }
            place(nodes, near: nodes.map { _ in -breadth / 2 })
        }
        for pass in 0...200 {
            let order = pass % 2 == 0 ? Array(layers.floors) : layers.floors.reversed()
            for nodes in order {
                place(
                    nodes,
                    near: nodes.map { node in
                        let near = (layers.above(node) + layers.below(node)).compactMap { centres[$0] }
                        return near.isEmpty ? centres[node] ?? 0 : near.reduce(0, +) / Double(near.count)
                    })
            }
        }
        return centres
    }

    /// The values that never fall and are nearest to the given ones by least squares: runs that fall are pooled to their mean.
    static func rising(_ values: [Double]) -> [Double] {
        var pools: [(sum: Double, count: Int)] = []
        for value in values {
            pools.append((value, 1))
            while pools.count > 1 {
                let (upper, lower) = (pools[pools.count - 1], pools[pools.count - 2])
                guard lower.sum / Double(lower.count) > upper.sum / Double(upper.count) else { break }
                pools.removeLast(2)
                pools.append((lower.sum + upper.sum, lower.count + upper.count))
            }
        }
        return pools.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    }

    private static func points(
        of use: House.Use, _ layers: HouseLayers, _ places: [HouseLayers.Node: Rect]
    ) -> [Point] {
        guard let way = layers.ways[use], let first = way.first, let last = way.last else { return [] }
        func middle(_ node: HouseLayers.Node) -> Double { places[node]?.midX ?? 0 }
        /// The line's own place on a box's edge, where all lines of that edge stand side by side in the order of their other ends.
        func port(_ node: HouseLayers.Node, _ neighbours: [HouseLayers.Node], _ neighbour: HouseLayers.Node) -> Double {
            let order = neighbours.sorted { middle($0) < middle($1) }
            let place = order.firstIndex(of: neighbour) ?? 0
            return middle(node) + (Double(place) - Double(order.count - 1) / 2) * portGap
        }
        var points = [Point(port(first, layers.below(first), way[1]), places[first]?.maxY ?? 0)]
        for node in way.dropFirst().dropLast() {
            guard let rect = places[node] else { continue }
            points += [Point(rect.midX, rect.minY), Point(rect.midX, rect.maxY)]
        }
        points.append(Point(port(last, layers.above(last), way[way.count - 2]), places[last]?.minY ?? 0))
        return straightened(points)
    }

    /// The line with ends that are nearly below their neighbours moved right below them.
    private static func straightened(_ points: [Point]) -> [Point] {
        var points = points
        let last = points.count - 1
        func isNear(_ a: Int, _ b: Int) -> Bool { abs(points[a].x - points[b].x) < portGap / 2.5 }
        if last == 1 {
            guard isNear(0, 1) else { return points }
            let middle = (points[0].x + points[1].x) / 2
            points[0].x = middle
            points[1].x = middle
        } else {
            if isNear(0, 1) { points[0].x = points[1].x }
            if isNear(last, last - 1) { points[last].x = points[last - 1].x }
        }
        return points
    }
}
