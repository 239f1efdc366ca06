import Files
import Foundation
import NumericCore

/// A reader of files beside what must hold whatever it is given: it refuses, or what it gives keeps its promises.
public struct FuzzedReader: Sendable {
    /// "npy": the folder of its corpus, and what `make fuzz TARGET=npy` takes.
    public let name: String
    /// How many mutations the tests try.
    public let mutations: Int
    private let damages: [Damage]
    private let read: @Sendable ([UInt8]) throws -> Void

    /// - Parameters:
    ///   - damages: that know the form of the files; damage that knows none is tried besides.
    ///   - read: reads the bytes as the command would; throws a `Fault` or `Refusal` where they are refused, a `BrokenPromise` where
    ///     what was read is not as it should be.
    init(
        _ name: String, mutations: Int = 1000, damages: [Damage] = [], read: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.name = name
        self.mutations = mutations
        self.damages = damages
        self.read = read
    }

    /// A file with some damage: half of the time of the form's own kinds.
    public func mutated(_ bytes: [UInt8], with random: inout SeededGenerator) -> [UInt8] {
        if !damages.isEmpty, random.integer(4) > 0 {
            let damage = random.pick(damages)
            if let damaged = damage(bytes, &random) { return damaged }
        }
        return ByteDamage.any(bytes, &random) ?? bytes
    }

    /// Reads the bytes.
    /// - Parameter alone: whether the process does nothing else, so that what it takes is what the reader takes, on all its threads.
    /// - Returns: whether they were accepted.
    /// - Throws: a `BrokenPromise` where they were neither refused as they should be nor accepted with what is promised, or took long.
    public func accepts(_ bytes: [UInt8], alone: Bool = false) throws -> Bool {
        let clock = alone ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_THREAD_CPUTIME_ID
        let start = Self.seconds(clock)
        let isAccepted: Bool
        do {
            try read(bytes)
            isAccepted = true
        } catch let fault as Fault {
            guard fault.status == .data || fault.status == .usage else { throw BrokenPromise("status \(fault.status): \(fault)") }
            guard fault.problem.contains(where: { !$0.isWhitespace }) else {
                throw BrokenPromise("a fault without words: \(fault)")
            }
            isAccepted = false
        } catch is Refusal {
            isAccepted = false
        } catch let broken as BrokenPromise {
            throw broken
        } catch {
            throw BrokenPromise("an error for nobody: \(error)")
        }
        let seconds = Self.seconds(clock) - start
        if bytes.count < 1 << 16, seconds > Self.longest {
            throw BrokenPromise("\(bytes.count) bytes took \(seconds) s of processor time")
        }
        return isAccepted
    }

    /// No input below 64 KiB takes longer; without optimisation and under sanitisers everything takes some five times as long.
    #if DEBUG
        private static let longest = 10.0
    #else
        private static let longest = 2.0
    #endif

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// What was read is not as it should be.
public struct BrokenPromise: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// A reader that has no words for it says that the file is not what it reads.
struct Refusal: Error {}

/// - Throws: a `BrokenPromise` where the condition does not hold.
func promise(_ holds: Bool, _ words: @autoclosure () -> String) throws {
    if !holds { throw BrokenPromise(words()) }
}
