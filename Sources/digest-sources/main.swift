import Foundation
import SourceDigest

// digest-sources SOURCES OUTPUT: writes the index of the files below SOURCES as Swift. An output that stays the same is not
// touched, so that a change of comments compiles nothing anew.
func fail(_ problem: String) -> Never {
    FileHandle.standardError.write(Data("error: \(problem)\n".utf8))
    exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fail("digest-sources takes SOURCES and OUTPUT, got \(arguments.count - 1) arguments") }
do {
    let text = Data(SourceDigest.generatedSwift(try SourceDigest.index(of: arguments[1])).utf8)
    if FileManager.default.contents(atPath: arguments[2]) != text {
        try text.write(to: URL(fileURLWithPath: arguments[2]), options: .atomic)
    }
} catch {
    fail("\(error)")
}
