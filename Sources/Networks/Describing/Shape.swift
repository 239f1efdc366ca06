/// The shape of what a node makes of one sample: channels of rows x columns values. A fully connected layer's units are channels of one
/// value each.
public struct Shape: Codable, Hashable, Sendable {
    public var channels: Int
    public var rows: Int
    public var columns: Int

    public init(channels: Int, rows: Int = 1, columns: Int = 1) {
        precondition(channels > 0 && rows > 0 && columns > 0, "a shape of \(channels) x \(rows) x \(columns)")
        self.channels = channels
        self.rows = rows
        self.columns = columns
    }

    /// Values a sample.
    public var count: Int { channels * rows * columns }

    /// Whether each channel is one value.
    public var isFlat: Bool { rows == 1 && columns == 1 }
}
