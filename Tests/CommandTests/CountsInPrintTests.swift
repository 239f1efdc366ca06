import Foundation
import Results
import Testing

/// How many networks a statement or a picture rests on is said where it stands.
@Suite struct CountsInPrintTests {
    private static func figures() throws -> [FigureSnapshot] {
        let reports = [Baseline(project: CommandProject.source, report: "quick"), .published(in: CommandProject.source)]
        return try reports.flatMap { try $0.snapshot().figures }
    }

    /// Examples that are made up, tables of the data, and an estimator's error on normal numbers.
    private static let withoutNetworks: Set = [
        "ablation/examples", "information-plane/table1", "information-plane/fig19", "mipp/table1", "mipp/table2",
        "mipp/table3",
    ]

    /// The keys of settings and values that say how many networks there are.
    private static func counts(_ key: String) -> Bool {
        ["networks", "trained", "instances", "networksSgd"].contains(key) || key.hasSuffix("Networks") || key.hasSuffix("Trained")
    }

    @Test("each figure of trained networks says in its caption how many there are")
    func captions() throws {
        for result in try Self.figures().map(\.result) where !Self.withoutNetworks.contains("\(result.id)") {
            let path = "\(CommandProject.source)/templates/figures/\(result.id.fileName).md"
            let template = try String(contentsOfFile: path, encoding: .utf8)
            let block = try #require(template.firstMatch(of: /\{% block caption %\}([\s\S]*?)\{% endblock %\}/), "\(result.id)")
            let numbers = block.1.matches(of: /\{\{ (setting|values)\.([A-Za-z0-9]+)(?:\|counted:"[a-zA-Z ]+")? \}\}/).compactMap {
                name -> Double? in
                guard Self.counts(String(name.2)) else { return nil }
                return name.1 == "setting"
                    ? result.settings.first { $0.key == name.2 }.flatMap { Double($0.used) }
                    : result.values.first { $0.id == name.2 }?.value
            }
            #expect(!numbers.isEmpty && numbers.allSatisfy { $0 >= 1 && $0 == $0.rounded() }, "\(result.id): \(block.1)")
        }
    }

    @Test("each statement that is printed with an interval is printed with its number of networks")
    func claims() throws {
        var intervals = 0
        for result in try Self.figures().map(\.result) {
            for claim in result.claims
            where claim.measured.contains(/\(-?[0-9.]+ to -?[0-9.]+/) && claim.parts.contains(where: { $0.sample.networkCount > 0 })
            {
                intervals += 1
                #expect(
                    claim.measured.contains(/n = [0-9]|range of 2|one network|of [0-9]+ networks/), "\(result.id) \(claim.id)")
            }
        }
        #expect(intervals > 50)
    }
}
