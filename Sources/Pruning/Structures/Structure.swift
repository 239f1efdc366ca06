/// Channels that must be removed together.
public struct Structure: Hashable, Sendable {
    public enum Axis: Hashable, Sendable {
        case outputs, inputs
    }

    public struct Member: Hashable, Sendable {
        /// "conv1.weights".
        public let parameter: String
        public let axis: Axis
        public let indices: [Int]
    }

    public let members: [Member]
}
