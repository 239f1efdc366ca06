import Datasets
import Files
import Foundation
import Testing

/// What `make.py` made, with what Pillow and torchvision make of it.
enum Pictures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pictures").path(percentEncoded: false)

    struct Expected: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let rows: Int
        let columns: Int
        let pixels: String
        let square: String
    }

    static let expected: [Expected] = {
        let text = (try? String(contentsOfFile: "\(folder)/expected.txt", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return Expected(
                testDescription: words[0], rows: Int(words[1]) ?? 0, columns: Int(words[2]) ?? 0, pixels: words[3], square: words[4]
            )
        }
    }()

    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))) }
}

@Suite("Images")
struct RGBImageTests {
    @Test(
        "every kind of JPEG and PNG has the pixels that Pillow gives it, and the square that torchvision cuts",
        arguments: Pictures.expected)
    func decoded(_ expected: Pictures.Expected) throws {
        let image = try RGBImage(decoding: try Pictures.bytes(expected.testDescription), path: expected.testDescription)
        #expect(image.rows == expected.rows && image.columns == expected.columns)
        #expect(SHA256.hex(of: image.pixels) == expected.pixels)
        #expect(SHA256.hex(of: image.square(ofSide: 24, shorter: 32).pixels) == expected.square)
    }

    private func problem(_ bytes: [UInt8], most: Int = RGBImage.mostPixels) -> String? {
        do {
            _ = try RGBImage(decoding: bytes, path: "x.JPEG", mostPixels: most)
            return nil
        } catch {
            let fault = error as? Fault
            return fault?.place == "x.JPEG" && fault?.status == .data ? fault?.problem : "another error"
        }
    }

    @Test("a file that is cut short, damaged, of another kind or too large is refused with what is wrong")
    func refused() throws {
        #expect(problem([]) == "is empty: a JPEG or PNG file was expected")
        #expect(problem(Array("GIF89a".utf8)) == "is neither a JPEG nor a PNG file")
        for name in ["420.jpg", "progressive.jpg", "cmyk.jpg", "colour.png", "palette.png"] {
            let whole = try Pictures.bytes(name)
            for part in 1..<10 {
                let cut = Array(whole[..<(whole.count * part / 10)])
                #expect(problem(cut)?.contains("cannot be decoded: ") == true, "\(name), \(part) tenths")
            }
            #expect(problem(whole, most: 3149)?.contains("has ") == true && problem(whole, most: 3150) == nil)
            #expect(problem(whole + [0, 1, 2]) == nil)
        }
        var png = try Pictures.bytes("colour.png")
        png[200] ^= 1
        #expect(problem(png)?.hasPrefix("is a PNG file that cannot be decoded: ") == true)
        var jpeg = try Pictures.bytes("420.jpg")
        // Rows and columns of 65,000 and the data of few.
        let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
        for place in [5, 7] { (jpeg[frame + place], jpeg[frame + place + 1]) = (0xfd, 0xe8) }
        #expect(problem(jpeg)?.hasSuffix("has 65000 x 65000 pixels, more than the 100000000 that are read") == true)
    }

    @Test("an image of one colour stays so, whatever its size")
    func plain() {
        for (rows, columns) in [(1, 1), (7, 300), (256, 256), (500, 333)] {
            let image = RGBImage(
                rows: rows, columns: columns, pixels: (0..<3 * rows * columns).map { [200, 3, 255][$0 % 3] })
            let square = image.square(ofSide: 224, shorter: 256)
            #expect(square.rows == 224 && square.columns == 224)
            #expect(
                Set(stride(from: 0, to: square.pixels.count, by: 3).map { Array(square.pixels[$0..<$0 + 3]) }) == [[200, 3, 255]])
        }
    }
}
