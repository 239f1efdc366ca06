import Datasets

/// How far the fetching of a file is.
public struct DataProgress: Sendable, Equatable {
    public var dataset: DatasetName
    /// "train-images-idx3-ubyte.gz".
    public var file: String
    /// The address or folder that is read.
    public var source: String
    /// Bytes that are here.
    public var received: Int
    /// Bytes of the whole file, as far as they are known; another source's file may be somewhat shorter or longer.
    public var expected: Int?

    public init(dataset: DatasetName, file: String, source: String, received: Int, expected: Int?) {
        self.dataset = dataset
        self.file = file
        self.source = source
        self.received = received
        self.expected = expected
    }
}
