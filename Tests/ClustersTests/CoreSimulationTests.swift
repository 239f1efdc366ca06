import Experiments
import Results
import Testing

@testable import Clusters

@Suite struct CoreSimulationTests {
    private static func key(_ number: Int) -> CacheKey { CacheKey([KeyInput("piece", "\(number)")]) }

    private static func plan(_ pieces: [PlannedWork.Piece], awaited: [Int], computing: Double, further: [Double] = [])
        -> PlannedWork
    {
        var work = PlannedWork()
        work.pieces = pieces
        work.awaited = awaited.map(key)
        work.computing = computing
        work.further = further
        return work
    }

    private static func piece(_ number: Int, _ seconds: Double, shares: Bool = false, of networks: [Int] = []) -> PlannedWork.Piece
    {
        .init(key: key(number), seconds: seconds, sharesCores: shares, networks: networks.map(key))
    }

    @Test("one core takes the sum; more take no less than the longest chain, and no less than their share")
    func bounds() {
        let plans = [
            Self.plan([Self.piece(1, 100), Self.piece(2, 60), Self.piece(3, 40, of: [1])], awaited: [1, 2, 3], computing: 10),
            // Shares the second network, and needs another.
            Self.plan([Self.piece(4, 30)], awaited: [2, 4], computing: 50),
        ]
        let simulation = CoreSimulation(plans)
        #expect(simulation.coreSeconds == 290)
        #expect(simulation.seconds(cores: 1) == 290)
        // Network 1, its product, the figure.
        #expect(simulation.seconds(cores: 100) == 150)
        #expect(simulation.longestSeconds == 100)
        // 1 on one core; 2, 4 and the second figure on the other; then the product, and the first figure.
        #expect(simulation.seconds(cores: 2) == 150)
    }

    @Test("what shares cores takes its part of those that are free, and all where nothing else is there for them")
    func shared() {
        let plan = Self.plan([Self.piece(1, 120, shares: true), Self.piece(2, 30)], awaited: [1, 2], computing: 0)
        #expect(CoreSimulation([plan]).seconds(cores: 4) == 60)
        let alone = Self.plan([Self.piece(1, 120, shares: true)], awaited: [1], computing: 6)
        #expect(CoreSimulation([alone]).seconds(cores: 4) == 36)
    }

    @Test("networks of rounds that are not known yet come after the known ones, and the figure after all")
    func further() {
        let plan = Self.plan([Self.piece(1, 10), Self.piece(2, 20)], awaited: [1, 2], computing: 5, further: [7, 7, 7])
        #expect(CoreSimulation([plan]).seconds(cores: 10) == 32)
        #expect(CoreSimulation([plan]).coreSeconds == 56)
    }

    @Test("products of unknown number are taken to be like the longest that is known")
    func furtherProducts() {
        var figure = Self.plan([Self.piece(1, 100), Self.piece(2, 90, shares: true, of: [1])], awaited: [1, 2], computing: 0)
        figure.furtherProducts = 270
        // After the network and its product, three like this one, each on a third of the cores.
        #expect(CoreSimulation([figure]).seconds(cores: 3) == 100 + 30 + 90)
        #expect(CoreSimulation([figure]).coreSeconds == 460)
    }

    @Test("no piece takes more than 32 cores")
    func sharing() {
        let plan = Self.plan([Self.piece(1, 320, shares: true)], awaited: [1], computing: 0)
        #expect(CoreSimulation([plan]).seconds(cores: 1000) == 10)
    }
}
