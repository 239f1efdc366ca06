import Files
import Foundation
import NumericCore
import Synchronization
import Testing

/// Faults of the disk and ends of the program at any operation on a file, and at any moment: afterwards the right result, or one sentence
/// and an exit code that says so; and the next run is right, to the byte.
///
/// `make faults` tries every operation with everything that can happen to it; the usual run of the tests a seeded choice of them.
@Suite("Faults", .serialized)
struct FaultTests {
    private static let isWhole = ProcessInfo.processInfo.environment["REFIGURE_TEST_FAULTS"] == "all"

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
        var counted: [Operations: Int] = [:]
        for kinds in Operations.allCases {
            let operations = try FaultFolder(copying: scenario.base).operations(scenario.arguments, scenario.environment, kinds)
            try #require(operations.count > 2)
            counted[kinds] = operations.count
            var seen: Set<String> = []
            for (number, operation) in operations.enumerated() {
                // Of a file that is read in pieces, the first and the last.
                let isLast = number + 1 == operations.count || operations[number + 1] != operation
                if kinds == .reading, !seen.insert(operation).inserted, !isLast { continue }
                let all = Operations.disturbances(of: operation.first ?? "r")
                var generator = SeededGenerator(seed: 13, purpose: "disturbances of \(name), \(kinds)", index: UInt64(number))
                let chosen = Self.isWhole ? all : [all[Int(generator.integer(below: UInt32(all.count)))]]
                for disturbance in chosen {
                    tries.append(Try(kinds: kinds, number: number, operation: operation, disturbance: disturbance))
                }
            }
        }
        if !Self.isWhole {
            var generator = SeededGenerator(seed: 13, purpose: "operations of \(name)", index: 0)
            let order = generator.permutation(tries.count)
            tries = order.prefix(name == "report" ? 24 : 16).map { tries[$0] }
        }
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
        let scenario = try Scenarios.report()
        let count = Self.isWhole ? 200 : 12
        let longest = try Self.microseconds(of: scenario)
        let problems = Self.found(Array(0..<count)) { number in
            var generator = SeededGenerator(seed: 14, purpose: "moments", index: UInt64(number))
            let after = Int(generator.uniform() * longest)
            let folder = try FaultFolder(copying: scenario.base)
            let end = try folder.run(
                scenario.arguments, scenario.environment.merging(["FAULTS_AFTER": "\(after)"]) { _, new in new })
            guard [.killed(SIGKILL), .exited(0)].contains(end.ending) else { return "\(number): \(end.ending): \(end.errors)" }
            return try scenario.afterwards(in: folder).map { "killed after \(after) µs: \($0)" }
        }
        for problem in problems { Issue.record("\(problem)") }
        print("faults: kill -9 at \(count) moments, \(problems.count) problems")
    }

    @Test("two reports side by side in one folder, one of them killed")
    func sideBySide() throws {
        let scenario = try Scenarios.report()
        let count = Self.isWhole ? 100 : 6
        let longest = try Self.microseconds(of: scenario)
        let problems = Self.found(Array(0..<count)) { number in
            var generator = SeededGenerator(seed: 15, purpose: "moments", index: UInt64(number))
            let after = Int(generator.uniform() * longest * 1.5)
            let folder = try FaultFolder(copying: scenario.base)
            let ends = Mutex<[Bool: CommandEnd]>([:])
            DispatchQueue.concurrentPerform(iterations: 2) { place in
                let isKilled = place == number % 2
                let end = try? folder.run(scenario.arguments, isKilled ? ["FAULTS_AFTER": "\(after)"] : [:])
                ends.withLock { $0[isKilled] = end }
            }
            guard let other = ends.withLock({ $0[false] }), other.ending == .exited(0) else {
                return "killed after \(after) µs, the other run ended badly: \(ends.withLock { $0[false]?.errors ?? "" })"
            }
            return try scenario.afterwards(in: folder).map { "one killed after \(after) µs: \($0)" }
        }
        for problem in problems { Issue.record("\(problem)") }
        print("faults: one of two side by side killed at \(count) moments, \(problems.count) problems")
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
