import Files

/// How far two PNG pictures differ.
public struct PixelDifference: Sendable, Equatable {
    /// Breadth and height in pixels.
    public struct Size: Sendable, Equatable, CustomStringConvertible {
        public var width: Int
        public var height: Int

        public var description: String { "\(width) x \(height)" }
    }

    public var old: Size
    public var new: Size
    /// The share of pixels of which any part differs; nil where the sizes do.
    public var share: Double?

    /// - Throws: a `Fault` (status data) where one is no PNG.
    public init(old oldPNG: [UInt8], new newPNG: [UInt8]) throws {
        let before = try PixelImage(png: oldPNG)
        let after = try PixelImage(png: newPNG)
        old = Size(width: before.width, height: before.height)
        new = Size(width: after.width, height: after.height)
        guard old == new else { return }
        let count = before.width * before.height
        let differing = before.bytes.withUnsafeBytes { a in
            after.bytes.withUnsafeBytes { b in
                let (x, y) = (a.bindMemory(to: UInt32.self), b.bindMemory(to: UInt32.self))
                return (0..<count).count { x[$0] != y[$0] }
            }
        }
        share = count > 0 ? Double(differing) / Double(count) : 0
    }

    /// A digest of what a PNG shows, whatever its texts say: the SHA-256 of its header and of its compressed pixels.
    public static func digest(ofPNG bytes: [UInt8]) -> String {
        let shown = PNGFile.chunks(in: bytes).filter { $0.type == "IHDR" || $0.type == "IDAT" }
        return SHA256.hex(of: shown.flatMap(\.data))
    }
}
