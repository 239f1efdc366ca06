/// Zeroed floats at a fixed address, aligned to a cache line; one owner, one thread.
final class FloatBuffer {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        self.count = count
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
        base = raw.initializeMemory(as: Float.self, repeating: 0, count: max(count, 1))
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    var values: [Float] { head(count) }

    /// The first `length` floats.
    func head(_ length: Int) -> [Float] {
        precondition(length <= count, "\(length) of \(count) floats")
        return Array(UnsafeBufferPointer(start: base, count: length))
    }

    /// Sets the first floats.
    func fill(_ values: [Float]) {
        precondition(values.count <= count, "\(values.count) floats into \(count)")
        values.withUnsafeBufferPointer { if let source = $0.baseAddress { base.update(from: source, count: $0.count) } }
    }
}
