import Testing

@testable import Clusters

@Suite struct SlurmTimeTests {
    @Test(
        "durations are read as Slurm reads them",
        arguments: [
            ("30", 30), ("90:00", 90), ("0:30", 1), ("4:00:00", 240), ("2-12", 3600), ("2-12:30", 3630), ("1-0:0:1", 1441),
        ])
    func read(_ text: String, _ minutes: Int) {
        #expect(SlurmTime.minutes(text) == minutes)
        #expect(SlurmTime.minutes(SlurmTime.text(minutes: minutes)) == minutes)
    }

    @Test(
        "anything else is no duration",
        arguments: ["", "0", "-5", "4h", "1:2:3:4", "1-", "1-2-3", "a-1", "1.5", "infinite", "99999999999999999999", ":"])
    func refused(_ text: String) { #expect(SlurmTime.minutes(text) == nil) }
}
