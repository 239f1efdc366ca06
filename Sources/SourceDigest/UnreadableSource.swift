/// A source file or a folder of sources that cannot be read.
public struct UnreadableSource: Error, CustomStringConvertible {
    public let path: String

    public var description: String { "\(path): cannot be read; check that it exists and may be read" }
}
