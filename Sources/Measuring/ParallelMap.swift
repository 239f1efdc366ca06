import Dispatch
import Synchronization

/// The images of 0..<count, worked out side by side; the same values in any number of threads.
func parallelMap<Image: Sendable>(_ count: Int, _ image: @Sendable (Int) throws -> Image) throws -> [Image] {
    let slots = Slots<Image>(count)
    DispatchQueue.concurrentPerform(iterations: count) { place in
        let outcome = Result { try image(place) }
        slots.results.withLock { $0[place] = outcome }
    }
    return try slots.results.withLock { try $0.compactMap(\.self).map { try $0.get() } }
}

private final class Slots<Image: Sendable>: Sendable {
    let results: Mutex<[Result<Image, any Error>?]>

    init(_ count: Int) { results = Mutex(Array(repeating: nil, count: count)) }
}
