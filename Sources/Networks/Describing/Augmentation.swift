/// How the images of a training batch are varied, each time that they come up.
///
/// The random choices of a step are the stream ("augmentation", step), its samples in turn.
public struct Augmentation: Codable, Hashable, Sendable {
    /// Each image is moved by up to so many rows and columns, either way; what comes in is 0.
    public var shift: Int
    /// Every second image, by chance, is mirrored.
    public var mirrors: Bool
    /// A square of so many rows and columns, around a place in the image, is set to 0; 0: none.
    public var cutout: Int
    /// Each batch is mixed with itself in another order, by one share a batch, uniform between 0 and 1 (Zhang et al. 2018, alpha 1).
    public var mixes: Bool

    public init(shift: Int = 0, mirrors: Bool = false, cutout: Int = 0, mixes: Bool = false) {
        precondition(shift >= 0 && cutout >= 0, "a shift of \(shift), a square of \(cutout)")
        self.shift = shift
        self.mirrors = mirrors
        self.cutout = cutout
        self.mixes = mixes
    }
}
