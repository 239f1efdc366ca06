import Foundation

/// Zeroed floats at a fixed address, aligned to a cache line; one owner, one thread.
package final class FloatBuffer {
    package let base: UnsafeMutablePointer<Float>
    package let count: Int
    private static let page = 2 << 20

    package init(_ count: Int) {
        self.count = count
        let bytes = max(count, 1) * 4
        let isLarge = bytes >= 2 * Self.page
        let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: isLarge ? Self.page : 64)
        // Channels of feature maps lie far apart: small pages would not all be remembered. It is a wish; what comes of it changes no bit.
        if isLarge { madvise(raw, bytes / Self.page * Self.page, MADV_HUGEPAGE) }
        base = raw.initializeMemory(as: Float.self, repeating: 0, count: max(count, 1))
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    package var values: [Float] { head(count) }

    /// The first `length` floats.
    package func head(_ length: Int) -> [Float] {
        precondition(length <= count, "\(length) of \(count) floats")
        return Array(UnsafeBufferPointer(start: base, count: length))
    }

    /// Sets the first floats.
    package func fill(_ values: [Float]) {
        precondition(values.count <= count, "\(values.count) floats into \(count)")
        values.withUnsafeBufferPointer { if let source = $0.baseAddress { base.update(from: source, count: $0.count) } }
    }
}

/// The least multiple that is not below the count.
package func padded(_ count: Int, to multiple: Int) -> Int { (count + multiple - 1) / multiple * multiple }
