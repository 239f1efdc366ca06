import Results
import Testing

@Suite struct DepartureTests {
    @Test(
        "a setting is smaller or larger than the paper's, number by number, or other",
        arguments: [
            ("8000", "80", SettingRecord.Departure.smaller), ("1", "3", .larger), ("0.1", "0.05", .smaller), ("8000", "8000", nil),
            ("0.01, 0.07, 0.3", "0.01, 0.07", .smaller), ("0.01, 0.07", "0.01, 0.07, 0.3", .larger),
            ("0.01, 0.07", "0.02, 0.07", .larger),
            ("0.01, 0.07", "0.02, 0.05", .other), ("tanh", "relu", .other), ("tanh", "3", .other), (nil, "3", nil),
        ] as [(String?, String, SettingRecord.Departure?)])
    func words(_ paper: String?, _ used: String, _ departure: SettingRecord.Departure?) {
        #expect(SettingRecord(key: "a", name: "a", paper: paper, used: used).departure == departure)
    }
}
