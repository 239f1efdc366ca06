/// Zeroed floats at a fixed address, aligned to a cache line; one owner, one thread.
package final class FloatBuffer {
    package let base: UnsafeMutablePointer<Float>
    package let count: Int

    package init(_ count: Int) {
        self.count = count
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
        base = raw.initializeMemory(as: Float.self, repeating: 0, count: max(count, 1))
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    package var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
