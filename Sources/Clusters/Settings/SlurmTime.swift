/// Durations as Slurm writes them: "30", "90:00", "4:00:00", "2-12", "2-12:30", "2-12:30:00".
enum SlurmTime {
    /// In whole minutes, seconds rounded up; nil for anything else, and for no time at all.
    static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, let last = parts.last else { return nil }
        let fields = last.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = fields.compactMap(\.self)
        guard numbers.count == fields.count, numbers.allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
        var seconds: Int
        if parts.count == 2 {
            guard let days = Int(parts[0]), (0...10_000).contains(days), (1...3).contains(numbers.count) else { return nil }
            // Hours, minutes, seconds.
            seconds = days * 86_400 + zip(numbers, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
        } else {
            switch numbers.count {
            case 1: seconds = numbers[0] * 60
            case 2: seconds = numbers[0] * 60 + numbers[1]
            case 3: seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
            default: return nil
            }
        }
        return seconds > 0 ? (seconds + 59) / 60 : nil
    }

    /// "2-12:30:00", "0-00:15:00".
    static func text(minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(minutes / 1440)-\(two(minutes % 1440 / 60)):\(two(minutes % 60)):00"
    }
}
