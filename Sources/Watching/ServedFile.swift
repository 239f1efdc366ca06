#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files of a folder, as addresses name them: none outside it, no hidden one, nothing behind a link, no listing.
package enum ServedFile {
    /// The names on the way from the folder to the file: ["figures", "a b.png"] for "/figures/a%20b.png", ["index.html"] for "/".
    /// - Parameter target: the path of the address as it was asked for, its percent signs not yet resolved, without its question mark.
    /// - Returns: nil where it names no file that may be shown.
    package static func names(of target: String) -> [String]? {
        guard target.utf8.first == UInt8(ascii: "/") else { return nil }
        if target == "/" { return ["index.html"] }
        var names: [String] = []
        for part in target.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let bytes = resolved(part), let name = String(validating: bytes, as: UTF8.self) else { return nil }
            // "", "." and ".." among them, however they were written.
            guard let first = bytes.first, first != UInt8(ascii: ".") else { return nil }
            guard !bytes.contains(where: { [0, UInt8(ascii: "/"), UInt8(ascii: "\\")].contains($0) }) else { return nil }
            names.append(name)
        }
        return names
    }

    /// The bytes of the plain file; nil where there is none, or a link is on the way.
    ///
    /// Each step is taken from the folder that the last one opened, so that no link can be put in the way in between.
    /// - Parameter names: as `names(of:)` gives them.
    package static func bytes(of names: [String], in folder: String) -> [UInt8]? {
        var place = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for (step, name) in names.enumerated() where place >= 0 {
            let isLast = step == names.count - 1
            // A pipe must not be waited for.
            let next = openat(place, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (isLast ? 0 : O_DIRECTORY))
            close(place)
            place = next
        }
        guard place >= 0 else { return nil }
        defer { close(place) }
        var status = stat()
        guard !names.isEmpty, fstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size) + 1)
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(place, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    /// What a browser is to take it for.
    package static func kind(of name: String) -> String {
        switch name.split(separator: ".").last.map({ $0.lowercased() }) {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "md", "txt", "csv", "bib": "text/plain; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "pdf": "application/pdf"
        default: "application/octet-stream"
        }
    }

    /// With each "%41" replaced by what it stands for; nil where a percent sign stands for nothing.
    private static func resolved(_ text: Substring.UTF8View.SubSequence) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
