import Dispatch
import Synchronization

/// The items' images in their order, made side by side.
package func concurrently<Item: Sendable, Image: Sendable>(_ items: [Item], _ image: @Sendable (Item) throws -> Image) throws -> [Image] {
    let results = ConcurrentResults<Image>(count: items.count)
    DispatchQueue.concurrentPerform(iterations: items.count) { place in
        let outcome = Result { try image(items[place]) }
        results.set(outcome, at: place)
    }
    return try results.all.map { try $0.get() }
}

private final class ConcurrentResults<Image: Sendable>: Sendable {
    private let slots: Mutex<[Result<Image, any Error>?]>

    init(count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }

    func set(_ result: Result<Image, any Error>, at place: Int) { slots.withLock { $0[place] = result } }

    var all: [Result<Image, any Error>] { slots.withLock { $0.compactMap(\.self) } }
}
