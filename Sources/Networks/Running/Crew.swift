import Files
import Foundation
import Synchronization

/// Threads that work at one step together: each part of a work is done by one of them, so that how many there are changes no bit.
///
/// The owner's thread is one of them; a machine has one crew, and one work at a time.
final class Crew {
    /// How many threads there are, the owner's among them.
    let count: Int
    private let board: Board

    /// - Parameter count: how many there are to be at most.
    init(_ count: Int) {
        precondition(count > 0, "\(count) threads")
        let board = Board()
        var started = 1
        // Where the system gives no more threads, fewer do the same work.
        while started < count {
            let place = started
            guard (try? WorkThread.start(stack: 1 << 20) { board.work(at: place) }) != nil else { break }
            started += 1
        }
        self.count = started
        self.board = board
    }

    deinit { board.post(nil) }

    /// Shares parts out, a range for each thread, and waits until all is done.
    func share(_ parts: Int, multiple: Int, _ work: (Range<Int>, Int) -> Void) {
        let groups = (parts + multiple - 1) / multiple
        guard count > 1, groups > 1 else {
            if parts > 0 { work(0..<parts, 0) }
            return
        }
        let count = count
        func range(_ thread: Int) -> Range<Int> {
            min(groups * thread / count * multiple, parts)..<min(groups * (thread + 1) / count * multiple, parts)
        }
        withoutActuallyEscaping(work) { work in
            let all: (Int) -> Void = { thread in
                let own = range(thread)
                if !own.isEmpty { work(own, thread) }
            }
            board.post(all, others: count - 1)
            all(0)
            board.awaitAll()
        }
    }
}

/// Where the threads of a crew find their work.
///
/// A work is written before its number is posted and read after the number is seen, and the owner writes no other before all have
/// reported: that makes the unchecked conformance safe.
private final class Board: @unchecked Sendable {
    private let number = Atomic<Int>(0)
    private let left = Atomic<Int>(0)
    private var work: ((Int) -> Void)?
    private var isOver = false
    private let condition = NSCondition()
    /// Looks at the board before a thread lies down: a step's works follow each other within microseconds.
    private let looks = 4000

    func post(_ work: ((Int) -> Void)?, others: Int = 0) {
        self.work = work
        isOver = work == nil
        left.store(others, ordering: .relaxed)
        condition.lock()
        number.add(1, ordering: .releasing)
        condition.broadcast()
        condition.unlock()
    }

    func awaitAll() {
        var looked = 0
        while left.load(ordering: .acquiring) > 0 {
            looked += 1
            // Where there are more threads than cores, the other one needs this one's.
            if looked > looks { sched_yield() }
        }
        work = nil
    }

    func work(at place: Int) {
        var done = 0
        while true {
            var looked = 0
            while number.load(ordering: .acquiring) == done, looked < looks { looked += 1 }
            if number.load(ordering: .acquiring) == done {
                condition.lock()
                while number.load(ordering: .acquiring) == done { condition.wait() }
                condition.unlock()
            }
            done += 1
            if isOver { return }
            work?(place)
            left.subtract(1, ordering: .releasing)
        }
    }
}
