import Experiments
import Results

/// How long a plan takes on so many cores, by going through it: networks, then the products of them, then the figures, each on one core, and
/// on several where it can share them and nothing else is there for these.
public struct CoreSimulation {
    private struct Work {
        var seconds: Double
        var sharesCores = false
        /// Those that wait for it.
        var waiting: [Int] = []
        /// How many it waits for.
        var missing = 0
    }

    /// The most cores that one piece shares: more would be spent on waiting for each other.
    private static let sharing = 32

    private var works: [Work] = []

    /// - Parameter figures: what each figure that is due consists of.
    public init(_ figures: [PlannedWork]) {
        var places: [CacheKey: Int] = [:]
        let products = figures.flatMap(\.pieces).filter { !$0.networks.isEmpty }
        let longest = max(60, products.map(\.seconds).max() ?? 3600)
        for figure in figures {
            for piece in figure.pieces {
                let work = Work(seconds: piece.seconds, sharesCores: piece.sharesCores)
                places[piece.key] = add(work, after: piece.networks.compactMap { places[$0] })
            }
            let awaited = figure.awaited.compactMap { places[$0] }
            // The rounds that are not known come after those that are; the products of these rounds, one for each network.
            let further = figure.further.map { add(Work(seconds: $0), after: awaited) }
            var last = awaited + further
            if figure.furtherProducts > 0 {
                // How many these are is not known: as many as if each took what the longest known one takes.
                let count = further.isEmpty ? max(1, Int((figure.furtherProducts / longest).rounded(.up))) : further.count
                let share = Work(seconds: figure.furtherProducts / Double(count), sharesCores: true)
                last += (0..<count).map { add(share, after: further.isEmpty ? awaited : [further[$0]]) }
            }
            _ = add(Work(seconds: figure.computing), after: last)
        }
    }

    private mutating func add(_ work: Work, after earlier: [Int]) -> Int {
        var work = work
        work.missing = Set(earlier).count
        works.append(work)
        for place in Set(earlier).sorted() { works[place].waiting.append(works.count - 1) }
        return works.count - 1
    }

    /// Of one core.
    public var coreSeconds: Double { works.reduce(0) { $0 + $1.seconds } }

    /// The longest single piece of work that cannot be shared out, which no number of cores makes shorter.
    public var longestSeconds: Double { works.reduce(0) { max($0, $1.sharesCores ? 0 : $1.seconds) } }

    /// Seconds that the plan takes.
    public func seconds(cores: Int) -> Double {
        precondition(cores > 0, "\(cores) cores")
        var missing = works.map(\.missing)
        // The longest first.
        func isBefore(_ one: Int, _ other: Int) -> Bool { (works[other].seconds, one) < (works[one].seconds, other) }
        var ready = Heap(isBefore)
        for place in works.indices where missing[place] == 0 { ready.insert(place) }
        var running = Heap<(end: Double, work: Int, cores: Int)> { ($0.end, $0.work) < ($1.end, $1.work) }
        var free = cores
        var now = 0.0
        while true {
            while free > 0, let work = ready.removeFirst() {
                let taken = works[work].sharesCores ? max(1, min(Self.sharing, free / (ready.count + 1))) : 1
                free -= taken
                running.insert((now + works[work].seconds / Double(taken), work, taken))
            }
            guard let ended = running.removeFirst() else { return now }
            now = ended.end
            free += ended.cores
            for place in works[ended.work].waiting {
                missing[place] -= 1
                if missing[place] == 0 { ready.insert(place) }
            }
        }
    }
}

/// What comes first comes out first.
private struct Heap<Element> {
    private var elements: [Element] = []
    private let isBefore: (Element, Element) -> Bool

    init(_ isBefore: @escaping (Element, Element) -> Bool) { self.isBefore = isBefore }

    var count: Int { elements.count }

    mutating func insert(_ element: Element) {
        elements.append(element)
        var place = elements.count - 1
        while place > 0, isBefore(elements[place], elements[(place - 1) / 2]) {
            elements.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func removeFirst() -> Element? {
        guard let first = elements.first, let last = elements.popLast() else { return nil }
        guard !elements.isEmpty else { return first }
        elements[0] = last
        var place = 0
        while true {
            let children = [2 * place + 1, 2 * place + 2].filter { $0 < elements.count }
            guard let child = children.min(by: { isBefore(elements[$0], elements[$1]) }), isBefore(elements[child], elements[place])
            else { return first }
            elements.swapAt(place, child)
            place = child
        }
    }
}
