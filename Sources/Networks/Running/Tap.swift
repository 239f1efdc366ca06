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

/// A batch's values at a site.
package struct Values {
    package let base: UnsafeMutablePointer<Float>
    package let shape: Shape
    package let pass: Pass

    /// Samples, without those that pad the last vector.
    package var count: Int { pass.count }
    /// Vectors of eight samples.
    package var lanes: Int { pass.lanes }

    /// The pieces in which the values of one channel stand, its padding with them.
    package func runs(ofChannel channel: Int) -> [UnsafeMutableBufferPointer<Float>] {
        shape.runs(ofChannel: channel, at: base, pass)
    }
}
