import CairoCanvas
import Files
import Foundation
import Handbook

// write-handbook house DUMP PICTURE          the map (.svg or .png), from what `swift package dump-package` printed
// write-handbook manual HELP VERSION PAGE    the manual page, from what `refigure --experimental-dump-help` printed
// write-handbook listings FOLDER DOCUMENT... the code that documents show, from the files that a test compiles
func bytes(_ path: String) throws -> Data { Data(try PlainFile.bytes(path)) }

do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("house", 3):
        let house = try House(packageDump: bytes(arguments[1])).joined
        let format: PictureFile.Format = arguments[2].hasSuffix(".png") ? .png(scale: 2) : .svg(idPrefix: "house-")
        try AtomicFile.write(try HousePicture.render(house, as: format), to: arguments[2])
    case ("manual", 4):
        try AtomicFile.write(
            text: ManualPage(CommandTree.reading(bytes(arguments[1])), version: arguments[2]).text, to: arguments[3])
    case ("listings", 3...):
        let listings = try Listings(folder: arguments[1])
        for path in arguments[2...] {
            let before = String(decoding: try bytes(path), as: UTF8.self)
            let after = try listings.filled(before, named: path)
            if after != before { try AtomicFile.write(text: after, to: path) }
        }
    default:
        throw Fault(
            "write-handbook does not know what to write", remedy: "say house, manual or listings, and give its files",
            status: .usage)
    }
} catch {
    StandardStream.error.attempt("write-handbook: \(error)\n")
    exit((error as? Fault)?.status.rawValue ?? 1)
}
