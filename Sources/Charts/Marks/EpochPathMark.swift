/// A path through a plane over training, such as a layer's way through the information plane. The epoch is readable along it: the shade runs
/// from pale to full along the logarithm of the epoch, an open ring marks the first epoch, dots mark the given ones, a disc the last.
///
/// A chart with such marks bears a key that explains the shade and the markers, outside the plots.
public struct EpochPathMark: Sendable, Equatable {
    public var x: [Double]
    public var y: [Double]
    /// Rising; 0, the untrained network, has the shade of 1.
    public var epochs: [Double]
    public var color: Color
    /// The epochs that bear dots; those beyond the path's ends are left out. The first and last epoch are always marked.
    public var markedEpochs: [Double]
    /// The epoch at which the shade is full; nil: this path's last. Give all paths of a chart the same.
    public var fullShadeAt: Double?
    public var label: RichText?
    /// A short name written beside the last point: the layer's number.
    public var endLabel: RichText?

    /// The epochs that bear dots where none are given.
    public static let usualMarks: [Double] = [1, 10, 100, 1000]

    public init(
        x: [Double], y: [Double], epochs: [Double], color: Color, markedEpochs: [Double] = usualMarks,
        fullShadeAt: Double? = nil, label: RichText? = nil, endLabel: RichText? = nil
    ) {
        precondition(x.count == y.count && x.count == epochs.count, "a path of \(x.count) x, \(y.count) y, \(epochs.count) epochs")
        precondition(zip(epochs, epochs.dropFirst()).allSatisfy { $0 < $1 }, "a path's epochs do not rise")
        self.x = x
        self.y = y
        self.epochs = epochs
        self.color = color
        self.markedEpochs = markedEpochs
        self.fullShadeAt = fullShadeAt
        self.label = label
        self.endLabel = endLabel
    }
}
