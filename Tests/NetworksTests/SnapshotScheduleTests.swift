import Networks
import Testing

@Suite("Snapshot schedules")
struct SnapshotScheduleTests {
    @Test("320 of 8000 epochs: every one up to 100, then growing gaps, ends included")
    func logarithmic() {
        let epochs = SnapshotSchedule(everyEpochUpTo: 100, count: 320).epochs(upTo: 8000)
        #expect(epochs.count == 320 && epochs.first == 0 && epochs.last == 8000)
        #expect(Array(epochs.prefix(101)) == Array(0...100))
        let gaps = zip(epochs.dropFirst(), epochs).map { $0 - $1 }
        #expect(gaps.allSatisfy { $0 >= 1 } && gaps[318] > 100)
        // Growing but for the rounding of an epoch to a whole number.
        #expect(zip(gaps.dropFirst(), gaps).allSatisfy { $0 >= $1 - 1 })
    }

    @Test("every schedule is ascending, within the training, has 0, 1 and the last, and the count asked for")
    func counts() {
        for last in [0, 1, 2, 3, 7, 50, 1000] {
            for count in [0, 2, 3, 5, 10, 2000] {
                for dense in [0, 1, 4, 100] {
                    let epochs = SnapshotSchedule(everyEpochUpTo: dense, count: count).epochs(upTo: last)
                    #expect(zip(epochs.dropFirst(), epochs).allSatisfy { $0 > $1 })
                    #expect(epochs.first == 0 && epochs.last == last)
                    #expect(last == 0 || count < 3 || epochs.contains(1))
                    let least = min(last + 1, max(count, 2))
                    #expect(
                        epochs.count >= least && (dense > count - 2 || epochs.count == least),
                        "\(last) \(count) \(dense): \(epochs)")
                }
            }
        }
    }

    @Test("further epochs are added where they exist")
    func including() {
        #expect(SnapshotSchedule(everyEpochUpTo: 0, count: 2, including: [5, 4000, 9]).epochs(upTo: 10) == [0, 5, 9, 10])
        #expect(SnapshotSchedule.ends.epochs(upTo: 10) == [0, 10])
    }
}
