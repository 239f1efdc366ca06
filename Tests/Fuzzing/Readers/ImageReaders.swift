import Datasets
import Files

extension FuzzedReader {
    static func jpeg() -> FuzzedReader { image("jpeg") }

    static func png() -> FuzzedReader { image("png") }

    /// Both take either kind, by its first bytes.
    private static func image(_ name: String) -> FuzzedReader {
        let most = 1 << 17
        return FuzzedReader(name, mutations: 500) { bytes in
            let image = try RGBImage(decoding: bytes, path: "file", mostPixels: most)
            try promise(image.rows * image.columns <= most, "\(image.rows) x \(image.columns) pixels where \(most) are the most")
            try promise(image.pixels.count == 3 * image.rows * image.columns, "\(image.pixels.count) bytes of pixels")
            let square = image.square(ofSide: 24, shorter: 32)
            try promise(square.rows == 24 && square.columns == 24, "a square of \(square.rows) x \(square.columns)")
        }
    }
}
