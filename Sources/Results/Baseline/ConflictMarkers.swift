/// The lines that git leaves in a file where a merge found two versions and took neither.
enum ConflictMarkers {
    private static let marks = ["<<<<<<< ", "||||||| ", ">>>>>>> "].map { Array($0.utf8) }

    /// The number of the first such line, from 1; nil where there is none.
    static func line(in text: [UInt8]) -> Int? {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).firstIndex { line in
            marks.contains { line.starts(with: $0) || line.elementsEqual($0.dropLast()) }
        }.map { $0 + 1 }
    }
}
