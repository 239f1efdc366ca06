import Files
import Networks
import Papers
import Results
import Testing

@testable import Experiments

@Suite struct RegistryTests {
    private let registry = Registry.standard

    @Test("ids are unique, of their paper, and named after their files")
    func ids() {
        #expect(Set(registry.experiments.map(\.id)).count == registry.experiments.count)
        for experiment in registry.experiments {
            #expect(experiment.id.paper == experiment.paper.id)
            #expect(Set(experiment.parameters.map(\.key)).count == experiment.parameters.count)
        }
    }

    @Test("patterns select figures")
    func patterns() throws {
        #expect(try registry.matching("information-plane/fig1").map(\.id.figure) == ["fig1"])
        #expect(try registry.matching("information-plane/*").count >= 3)
        #expect(try registry.matching("*/table?").map(\.id.figure).contains("table1"))
    }

    @Test(
        "a misspelt id is answered with the nearest ones",
        arguments: [
            ("information-plane/fgi1", "information-plane/fig1"), ("informationplane/fig17", "information-plane/fig17"),
            ("fig17", "fig17"),
        ])
    func nearest(_ misspelt: String, _ meant: String) throws {
        let fault = try #require(throws: Fault.self) { try registry.matching(misspelt) }
        #expect(fault.status == .usage)
        #expect(fault.remedy?.contains(meant) == true, "\(fault)")
    }

    @Test("a name that is near to none is answered with the list")
    func nothingNear() throws {
        let fault = try #require(throws: Fault.self) { try registry.matching("zzzzzzzzzzzzzzzz") }
        #expect(fault.remedy?.contains("refigure list") == true)
    }

    @Test(
        "a star stands for any characters, a question mark for one",
        arguments: [
            ("*", "", true), ("*", "abc", true), ("a*c", "abbbc", true), ("a*c", "abbb", false), ("?", "a", true), ("?", "", false),
            ("a?c", "abc", true), ("*/fig1", "x/fig1", true), ("*/fig1", "x/fig17", false), ("", "", true), ("", "a", false),
            ("**b*", "aab", true),
        ])
    func globs(_ pattern: String, _ text: String, _ matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    @Test("a setting that is of some data sets changes no network on others")
    func dataOfSettings() {
        var count = 0
        for experiment in registry.experiments {
            // All settings of the same data at once: listing a paper's networks takes a second.
            let tagged = experiment.parameters.filter { $0.data != nil && Self.other($0) != nil }
            guard !tagged.isEmpty else { continue }
            let before = experiment.needs(Settings(experiment.parameters)).allJobs
            for data in tagged.compactMap(\.data).unique {
                let parameters = tagged.filter { $0.data == data }
                let given = Dictionary(
                    uniqueKeysWithValues: parameters.compactMap { parameter in
                        Self.other(parameter).map { (parameter.key, $0) }
                    })
                let after = experiment.needs(Settings(experiment.parameters, given: given)).allJobs
                func others(_ jobs: [TrainingJob]) -> [TrainingJob] { jobs.filter { !data.contains($0.data.dataset) } }
                #expect(others(before) == others(after), "\(experiment.id): one of \(parameters.map(\.key))")
                count += parameters.count
            }
        }
        #expect(count > 100)
    }

    /// A value of the parameter that is not its standard one; nil for choices.
    private static func other(_ parameter: Parameter) -> SettingValue? {
        switch (parameter.allowed, parameter.standard) {
        case (.integers(let range), .integer(let value)):
            // 0 of a network would leave it out.
            .integer(value == max(1, range.lowerBound) ? value + 1 : max(1, range.lowerBound))
        case (.numbers(let range), .number(let value)): .number(value == range.lowerBound ? range.upperBound : range.lowerBound)
        case (.lists, .numbers(let values)): .numbers(values.count > 2 ? Array(values.dropFirst()) : values + values)
        default: nil
        }
    }

    @Test(
        "a statement about MNIST is at the paper's scale where the networks on CIFAR-10 alone are smaller, and the other way round")
    func scaleOfClaims() throws {
        let figure = try #require(try registry.matching("single-directions/fig7").first)
        func scales(_ given: [String: SettingValue]) -> [Claim.Scale] {
            let result = FigureResult(
                id: figure.id, title: "", settings: Settings(figure.parameters, given: given).records)
            return [["MNIST"], ["CIFAR-10"], ["CIFAR-10", "MNIST"], nil].map { data in
                var claim = Claim(id: "a", statement: "", source: "", origin: .sentence, notAssessed: "")
                claim.data = data
                return result.scale(of: claim)
            }
        }
        #expect(scales([:]) == [.paper, .paper, .paper, .paper])
        #expect(scales(["mapEpochs": .integer(40), "networks": .integer(5)]) == [.paper, .reduced, .reduced, .reduced])
        #expect(scales(["epochs": .integer(40)]) == [.reduced, .paper, .reduced, .reduced])
        #expect(scales(["imageNetMaps": .integer(8)]) == [.paper, .paper, .paper, .reduced])
    }
}
