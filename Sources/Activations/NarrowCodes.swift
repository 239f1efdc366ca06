/// A place in a list for each sample, in the narrowest integers that hold them all: 1, 2 or 4 bytes a sample.
package struct NarrowCodes: Sendable, Equatable {
    private enum Storage: Sendable, Equatable {
        case bytes([UInt8])
        case shorts([UInt16])
        case words([Int32])
    }

    private let storage: Storage

    /// - Parameter bound: no code is as large.
    package init(_ codes: [Int], below bound: Int) { self = Self.narrowed(codes, bound) }

    package init(_ codes: [Int32], below bound: Int) {
        if bound > 1 << 16 { storage = .words(codes) } else { self = Self.narrowed(codes, bound) }
    }

    private static func narrowed(_ codes: some Sequence<some BinaryInteger>, _ bound: Int) -> NarrowCodes {
        switch bound {
        case ...(1 << 8): NarrowCodes(.bytes(codes.map { UInt8($0) }))
        case ...(1 << 16): NarrowCodes(.shorts(codes.map { UInt16($0) }))
        default: NarrowCodes(.words(codes.map { Int32($0) }))
        }
    }

    init(bytes: [UInt8]) { storage = .bytes(bytes) }

    init(shorts: [UInt16]) { storage = .shorts(shorts) }

    package var count: Int {
        switch storage {
        case .bytes(let codes): codes.count
        case .shorts(let codes): codes.count
        case .words(let codes): codes.count
        }
    }

    /// Bytes a sample.
    package var width: Int {
        switch storage {
        case .bytes: 1
        case .shorts: 2
        case .words: 4
        }
    }

    /// Those of consecutive samples; the slice's own indices may begin anywhere.
    package subscript(range: Range<Int>) -> ArraySlice<Int32> {
        switch storage {
        case .bytes(let codes): codes[range].map { Int32($0) }[...]
        case .shorts(let codes): codes[range].map { Int32($0) }[...]
        case .words(let codes): codes[range]
        }
    }

    package func forEach(_ body: (Int32) throws -> Void) rethrows {
        switch storage {
        case .bytes(let codes): for code in codes { try body(Int32(code)) }
        case .shorts(let codes): for code in codes { try body(Int32(code)) }
        case .words(let codes): for code in codes { try body(code) }
        }
    }

    package func map<Element>(_ transform: (Int32) throws -> Element) rethrows -> [Element] {
        switch storage {
        case .bytes(let codes): try codes.map { try transform(Int32($0)) }
        case .shorts(let codes): try codes.map { try transform(Int32($0)) }
        case .words(let codes): try codes.map(transform)
        }
    }

    /// Those of some samples, in their order.
    package func filtered(_ isKept: (_ sample: Int) -> Bool) -> NarrowCodes {
        func kept<Code>(_ codes: [Code]) -> [Code] { codes.indices.filter(isKept).map { codes[$0] } }
        return switch storage {
        case .bytes(let codes): NarrowCodes(.bytes(kept(codes)))
        case .shorts(let codes): NarrowCodes(.shorts(kept(codes)))
        case .words(let codes): NarrowCodes(.words(kept(codes)))
        }
    }

    /// Other places for the same samples.
    /// - Parameters:
    ///   - places: the new place of each old one.
    ///   - bound: no new place of a code that occurs is as large.
    package func renumbered(_ places: [Int], below bound: Int) -> NarrowCodes {
        switch storage {
        case .bytes(let codes): Self.narrowed(codes.lazy.map { places[Int($0)] }, bound)
        case .shorts(let codes): Self.narrowed(codes.lazy.map { places[Int($0)] }, bound)
        case .words(let codes): Self.narrowed(codes.lazy.map { places[Int($0)] }, bound)
        }
    }

    private init(_ storage: Storage) { self.storage = storage }
}
