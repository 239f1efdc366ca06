/// Where a measurement comes from.
public struct MeasuredOrigin: Sendable, Equatable {
    public struct Input: Sendable, Equatable {
        public var file: String
        /// SHA-256 of its content, 64 hexadecimal digits.
        public var digest: String

        public init(file: String, digest: String) {
            self.file = file
            self.digest = digest
        }
    }

    /// Refigure's.
    public var version: String
    /// As it was given.
    public var command: String
    public var inputs: [Input]

    public init(version: String, command: String, inputs: [Input]) {
        self.version = version
        self.command = command
        self.inputs = inputs
    }
}
