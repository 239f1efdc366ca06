import CCairo
import Files

/// The pixels of a picture, four bytes each: blue, green, red, opacity.
package struct PixelImage: Sendable, Equatable {
    package var width: Int
    package var height: Int
    package var bytes: [UInt8]

    /// Reads a PNG.
    /// - Throws: a `Fault` (status data) where it is none.
    package init(png: [UInt8]) throws {
        var source = PNGSource(bytes: png)
        let surface = withUnsafeMutablePointer(to: &source) { source in
            cairo_image_surface_create_from_png_stream(
                { closure, data, length in
                    guard let source = closure?.assumingMemoryBound(to: PNGSource.self), let data else {
                        return CAIRO_STATUS_READ_ERROR
                    }
                    return source.pointee.read(into: data, count: Int(length))
                }, source)
        }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            throw Fault("\(png.count) bytes are not a PNG that Cairo can read", remedy: "render the picture again", status: .data)
        }
        cairo_surface_flush(surface)
        width = Int(cairo_image_surface_get_width(surface))
        height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        let opaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24
        bytes = []
        bytes.reserveCapacity(width * height * 4)
        for row in 0..<height {
            for column in 0..<width {
                let pixel = data + row * stride + column * 4
                bytes += [pixel[0], pixel[1], pixel[2], opaque ? 255 : pixel[3]]
            }
        }
    }

    /// The share of pixels of which some part differs by more than the threshold (0 to 255) from every pixel of the other picture at most one
    /// step away, so that shifts by a fraction of a pixel do not count; 1 where the sizes differ.
    package func share(differingFrom other: PixelImage, by threshold: Int) -> Double {
        guard width == other.width, height == other.height, width > 0, height > 0 else { return 1 }
        var differing = 0
        for row in 0..<height {
            for column in 0..<width where !matches(row, column, other, threshold) { differing += 1 }
        }
        return Double(differing) / Double(width * height)
    }

    private func matches(_ row: Int, _ column: Int, _ other: PixelImage, _ threshold: Int) -> Bool {
        let here = (row * width + column) * 4
        for y in max(0, row - 1)...min(height - 1, row + 1) {
            for x in max(0, column - 1)...min(width - 1, column + 1) {
                let there = (y * width + x) * 4
                if (0..<4).allSatisfy({ abs(Int(bytes[here + $0]) - Int(other.bytes[there + $0])) <= threshold }) { return true }
            }
        }
        return false
    }
}

/// Bytes that Cairo takes one piece after the other.
private struct PNGSource {
    var bytes: [UInt8]
    var place = 0

    mutating func read(into data: UnsafeMutablePointer<UInt8>, count: Int) -> cairo_status_t {
        guard place + count <= bytes.count else { return CAIRO_STATUS_READ_ERROR }
        for index in 0..<count { data[index] = bytes[place + index] }
        place += count
        return CAIRO_STATUS_SUCCESS
    }
}
