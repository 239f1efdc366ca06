/// Reads or changes the values at some sites of a network while a batch passes through.
package protocol Tap: AnyObject {
    /// Told which of the samples is the first of the batch to come.
    func begin(at sample: Int)
    /// - Parameter site: its place among those that the plan observes.
    func visit(_ site: Int, _ values: Values)
}

extension Tap {
    package func begin(at _: Int) {}
}

/// A batch's values at a site: units x samples, where units are channels, their rows and their columns in turn.
package struct Values {
    package let base: UnsafeMutablePointer<Float>
    package let shape: Shape
    /// Samples, without those that pad the last vector.
    package let count: Int
    /// Vectors of eight samples.
    package let lanes: Int

    /// All the batch's values of one channel.
    package func channel(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        let size = shape.rows * shape.columns * 8 * lanes
        return UnsafeMutableBufferPointer(start: base + index * size, count: size)
    }
}
