import Experiments
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("what a setting of 0 counts has no settings to speak of, in the report and in the key; where there is one, it has")
    func counted() {
        let count = Parameter.chosen("networks", "networks", 2, 0...9, because: "any will do")
        let epochs = Parameter.given("epochs", "training length", 90, 1...100).counted(by: count)
        let seed = Parameter.chosen("seed", "first seed", 1, 0...9, because: "any will do")
        func keys(_ given: [String: SettingValue]) -> [String] {
            Settings([count, epochs, seed], given: given).records.map(\.key)
        }
        #expect(keys([:]) == ["networks", "epochs", "seed"])
        #expect(keys(["networks": .integer(0)]) == ["networks", "seed"])
        #expect(keys(["networks": .integer(0), "epochs": .integer(3)]) == ["networks", "seed"])
        // Of a figure that does not have the counter, a setting always means something.
        #expect(Settings([epochs]).records.map(\.key) == ["epochs"])
        #expect(Settings([count, epochs]).integer(epochs) == 90)
    }
}
