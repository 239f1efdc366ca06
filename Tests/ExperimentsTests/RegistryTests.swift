import Experiments
import Files
import Papers
import Results
import Testing

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
}
