import Datasets
import Networks

/// A block of samples from which more and more units are taken.
protocol CumulativeAblation: AnyObject {
    /// Samples a block.
    var capacity: Int { get }
    /// Takes up the next samples; `restart` comes next.
    func begin(_ samples: LabelledSamples, from first: Int, count: Int)
    /// Begins an order of these samples, with no unit ablated.
    func restart()
    /// Replaces some more units' activations.
    /// - Returns: whether any of them was another before; where none was, such as those of dead units, nothing above changes.
    func ablate(_ units: ArraySlice<UnitReference>) -> Bool
    /// Counts the block's samples that are classified correctly now, as the next of the order's states.
    func count()
    /// How many samples were classified correctly in each state that was counted since `restart`.
    func hits() -> [UInt64]
}
