import Files
import Foundation
import NumericCore
import Synchronization
import Testing

/// Faults of the disk and ends of the program at any operation on a file, and at any moment: afterwards the right result, or one sentence
/// and an exit code that says so; and the next run is right, to the byte.
///
/// `make faults` tries every operation with everything that can happen to it; the usual run of the tests every one of a report that
/// changes something, with one thing that can happen to it, and a seeded choice of the others. SHARE=2/8 of `make faults` is the
/// second eighth: all eight together are the whole.
@Suite("Faults", .serialized)
struct FaultTests {
    private static let wanted = ProcessInfo.processInfo.environment["REFIGURE_TEST_FAULTS"]
    private static let isWhole = wanted != nil

    /// Which of how many parts is tried, counted from 0: "2/8" is 1 of 8, "all" the one that there is.
    private static let share: (number: Int, count: Int)? = {
        guard let wanted, wanted != "all" else { return (0, 1) }
        let numbers = wanted.split(separator: "/").compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] > 0, numbers[0] <= numbers[1] else { return nil }
        return (numbers[0] - 1, numbers[1])
    }()

    /// The tries of this part, one after every so many.
    private static func part<Item>(_ tries: [Item]) throws -> [Item] {
        let share = try #require(share, "REFIGURE_TEST_FAULTS is neither 'all' nor a part such as '2/8'")
        return stride(from: share.number, to: tries.count, by: share.count).map { tries[$0] }
    }

    /// One disturbance of a command.
    private struct Try {
        let kinds: Operations
        let number: Int
        let operation: String
        let disturbance: Disturbance
    }

    @Test("a fault at an operation on a file", arguments: Scenarios.all.map(\.name))
    func operations(name: String) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name }).make()
        var tries: [Try] = []
        var clearing: [Try] = []
        var counted: [Operations: Int] = [:]
        for kinds in Operations.allCases {
            let operations = try FaultFolder(copying: scenario.base).operations(scenario.arguments, scenario.environment, kinds)
            try #require(operations.count > 2)
            counted[kinds] = operations.count
            if kinds == .changing, let last = operations.lastIndex(where: { $0.hasPrefix("u") }) {
                // Where it begins to clear away what it worked in.
                let first = operations[..<last].lastIndex { !$0.hasPrefix("u") }.map { $0 + 1 } ?? 0
                clearing.append(Try(kinds: kinds, number: first, operation: operations[first], disturbance: .lasting(EACCES)))
            }
            var seen: Set<String> = []
            // Operations of a kind take turns with what may happen to them.
            var turns: [Character: Int] = [:]
            for (number, operation) in operations.enumerated() {
                // Of a file that is read in pieces, the first and the last.
                let isLast = number + 1 == operations.count || operations[number + 1] != operation
                if kinds == .reading, !seen.insert(operation).inserted, !isLast { continue }
                let letter = operation.first ?? "r"
                let all = Operations.disturbances(of: letter)
                let chosen = Self.isWhole ? all : [all[turns[letter, default: 0] % all.count]]
                turns[letter, default: 0] += 1
                for disturbance in chosen {
                    tries.append(Try(kinds: kinds, number: number, operation: operation, disturbance: disturbance))
                }
            }
        }
        if !Self.isWhole {
            var generator = SeededGenerator(seed: 13, purpose: "operations of \(name)", index: 0)
            let order = generator.permutation(tries.count)
            // Of a report, every operation that changes something.
            let isEach = { (attempt: Try) in name == "report" && attempt.kinds == .changing }
            tries = tries.filter(isEach) + order.map { tries[$0] }.filter { !isEach($0) }.prefix(16) + clearing
        }
        tries = try Self.part(tries)
        let problems = Self.found(tries) { attempt in
            try scenario.disturbed(attempt.kinds, at: attempt.number, by: attempt.disturbance).map {
                "\(attempt.kinds) \(attempt.number) (\(attempt.operation)), \(attempt.disturbance): \($0)"
            }
        }
        for problem in problems { Issue.record("\(name): \(problem)") }
        let words = Operations.allCases.map { "\(counted[$0] ?? 0) \($0 == .changing ? "that change" : "that read")" }
        print(
            "faults: \(name): operations \(words.joined(separator: ", ")); \(tries.count) disturbances, \(problems.count) problems")
    }

    @Test("kill -9 at any moment of a report")
    func moments() throws {
        try disturb(Self.isWhole ? 200 : 20, "kill -9", seed: 14) { scenario, folder, faults, _ in
            let end = try folder.run(scenario.arguments, faults)
            return [.killed(SIGKILL), .exited(0)].contains(end.ending) ? nil : "\(end.ending): \(end.errors)"
        }
    }

    @Test("two reports side by side in one folder, one of them killed")
    func sideBySide() throws {
        try disturb(Self.isWhole ? 100 : 6, "one of two side by side killed", seed: 15, slower: 1.5) {
            scenario, folder, faults, number in
            let ends = Mutex<[Bool: CommandEnd]>([:])
            DispatchQueue.concurrentPerform(iterations: 2) { place in
                let isKilled = place == number % 2
                let end = try? folder.run(scenario.arguments, isKilled ? faults : [:])
                ends.withLock { $0[isKilled] = end }
            }
            let other = ends.withLock { $0[false] }
            return other?.ending == .exited(0) ? nil : "the other run ended badly: \(other?.errors ?? "")"
        }
    }

    @Test(
        "a run that halts at an operation on a file while another passes it: both end well",
        arguments: (isWhole ? Scenarios.passed : Scenarios.passed.suffix(1)).map(\.name))
    func passing(name: String) throws {
        let scenario = try #require(Scenarios.passed.first { $0.name == name }).make()
        var tries: [(kinds: Operations, number: Int, operation: String)] = []
        for kinds in Operations.allCases {
            let operations = try FaultFolder(copying: scenario.base).operations(scenario.arguments, scenario.environment, kinds)
            try #require(operations.count > 2)
            tries += operations.enumerated().map { (kinds, $0.offset, $0.element) }
        }
        if !Self.isWhole {
            // Where a report takes its folder, each.
            let isEach = { (operation: String) in operation.hasPrefix("d ") && operation.hasSuffix("/own/tiny") }
            var generator = SeededGenerator(seed: 16, purpose: "passing \(name)", index: 0)
            let order = generator.permutation(tries.count)
            tries = tries.filter { isEach($0.operation) } + order.prefix(8).map { tries[$0] }
        }
        tries = try Self.part(tries)
        let problems = Self.found(tries) { attempt in
            try scenario.passed(attempt.kinds, at: attempt.number).map {
                "\(attempt.kinds) \(attempt.number) (\(attempt.operation)): \($0)"
            }
        }
        for problem in problems { Issue.record("\(name): \(problem)") }
        print("faults: \(name): another run passes at \(tries.count) operations, \(problems.count) problems")
    }

    @Test("no more threads from any moment on: the right result, or one sentence instead of waiting for ever")
    func threads() throws {
        let scenario = try Scenarios.report()
        // So many are tried at the start.
        let first = 3 * ProcessInfo.processInfo.activeProcessorCount + 9
        let problems = Self.found(Array(0..<12)) { number in
            let folder = try FaultFolder(copying: scenario.base)
            let end = try folder.run(scenario.arguments, ["FAULTS_THREADS": "\(first + number)"])
            if end.ending == .exited(0) { return try scenario.problem(in: folder) }
            let words = end.errors.split(separator: "\n").filter { $0.hasPrefix("refigure: ") }
            guard end.ending == .exited(73), words.count == 1, words[0].contains("thread") else {
                return "\(number) threads: \(end.ending): \(end.errors)"
            }
            return try scenario.afterwards(in: folder)
        }
        for problem in problems { Issue.record("\(problem)") }
    }

    /// Kills a report at seeded moments of its run; afterwards the next run must be right.
    /// - Parameters:
    ///   - slower: how many times longer than alone the command takes as it is run.
    ///   - attempt: runs it in the folder with the faults, and says what was wrong with that.
    private func disturb(
        _ count: Int, _ words: String, seed: UInt64, slower: Double = 1,
        _ attempt: (Scenario, FaultFolder, [String: String], _ number: Int) throws -> String?
    ) throws {
        let scenario = try Scenarios.report()
        let longest = try Self.microseconds(of: scenario) * slower
        let numbers = try Self.part(Array(0..<count))
        let problems = Self.found(numbers) { number in
            var generator = SeededGenerator(seed: seed, purpose: "moments", index: UInt64(number))
            let after = Int(generator.uniform() * longest)
            let folder = try FaultFolder(copying: scenario.base)
            let problem = try attempt(scenario, folder, ["FAULTS_AFTER": "\(after)"], number) ?? scenario.afterwards(in: folder)
            return problem.map { "\(words) after \(after) µs: \($0)" }
        }
        for problem in problems { Issue.record("\(problem)") }
        print("faults: \(words) at \(numbers.count) moments, \(problems.count) problems")
    }

    /// About how long the command takes here and now.
    private static func microseconds(of scenario: Scenario) throws -> Double {
        let folder = try FaultFolder(copying: scenario.base)
        let begun = ContinuousClock.now
        _ = try folder.run(scenario.arguments, scenario.environment)
        return (ContinuousClock.now - begun) / .microseconds(1)
    }

    /// What went wrong in the tries, which are made side by side.
    private static func found<Item>(_ tries: [Item], _ attempt: (Item) throws -> String?) -> [String] {
        let problems = Mutex<[Int: String]>([:])
        // The closures share nothing but the folder that each copies.
        nonisolated(unsafe) let tries = tries
        withoutActuallyEscaping(attempt) { attempt in
            nonisolated(unsafe) let attempt = attempt
            DispatchQueue.concurrentPerform(iterations: tries.count) { number in
                do {
                    guard let problem = try attempt(tries[number]) else { return }
                    problems.withLock { $0[number] = problem }
                } catch {
                    problems.withLock { $0[number] = "\(error)" }
                }
            }
        }
        return problems.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
    }
}
