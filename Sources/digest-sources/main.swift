import Files
import Foundation
import SourceDigest

// digest-sources SOURCES OUTPUT: writes the index of the files below SOURCES as Swift. An output that stays the same is not
// touched, so that a change of comments compiles nothing anew.
do {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
        throw Fault(
            "digest-sources takes two arguments, got \(arguments.count - 1)", remedy: "give SOURCES and OUTPUT", status: .usage)
    }
    let text = SourceDigest.generatedSwift(try SourceDigest.index(of: arguments[1]))
    if try PlainFile.read(arguments[2]) != Array(text.utf8) {
        try AtomicFile.write(text: text, to: arguments[2])
    }
} catch {
    StandardStream.error.attempt("error: \(error)\n")
    exit((error as? Fault)?.status.rawValue ?? 1)
}
