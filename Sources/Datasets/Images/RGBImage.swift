import CImages
import Files

/// An image of red, green and blue, one byte each.
public struct RGBImage: Equatable, Sendable {
    public let rows: Int
    public let columns: Int
    /// Row by row from above, red, green and blue of each pixel together.
    public let pixels: [UInt8]

    public init(rows: Int, columns: Int, pixels: [UInt8]) {
        precondition(rows > 0 && columns > 0 && pixels.count == 3 * rows * columns, "\(pixels.count) bytes of \(rows) x \(columns)")
        self.rows = rows
        self.columns = columns
        self.pixels = pixels
    }

    /// The most pixels that an image may have where nothing else is said: above any of ImageNet's.
    public static let mostPixels = 100_000_000

    /// Decodes a JPEG or PNG file, whichever its first bytes say, whatever its name.
    ///
    /// Grey becomes three equal channels; CMYK becomes RGB as Pillow has it, Adobe's inverted inks too; palettes are looked up; 16 bits become the
    /// nearest of 8; transparency is dropped; the orientation that a camera noted is not followed. JPEG is decoded by libjpeg-turbo's exact integer
    /// transform, whose vector forms have the bits of the plain one.
    /// - Parameters:
    ///   - path: named in errors.
    ///   - mostPixels: more are refused before they are decoded.
    /// - Throws: a `Fault` (status data) where the file is neither, damaged, cut short or too large.
    public init(decoding file: [UInt8], path: String, mostPixels: Int = mostPixels) throws {
        func fault(_ problem: String) -> Fault {
            Fault(problem, at: path, remedy: "put a whole image there, or remove it", status: .data)
        }
        let read: (UnsafePointer<UInt8>?, Int, UInt64, UnsafeMutablePointer<refigure_image>?) -> Int32
        let kind: String
        if file.starts(with: [0xff, 0xd8, 0xff]) {
            (read, kind) = (refigure_read_jpeg, "JPEG")
        } else if file.starts(with: [0x89, 0x50, 0x4e, 0x47]) {
            (read, kind) = (refigure_read_png, "PNG")
        } else {
            throw fault(file.isEmpty ? "is empty: a JPEG or PNG file was expected" : "is neither a JPEG nor a PNG file")
        }
        var image = refigure_image()
        guard file.withUnsafeBufferPointer({ read($0.baseAddress, $0.count, UInt64(mostPixels), &image) }) != 0 else {
            let words = withUnsafeBytes(of: image.problem) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            throw fault("is a \(kind) file that cannot be decoded: \(VisibleText.line(words))")
        }
        defer { refigure_free_image(&image) }
        rows = image.rows
        columns = image.columns
        pixels = Array(UnsafeBufferPointer(start: image.pixels, count: 3 * rows * columns))
    }
}
