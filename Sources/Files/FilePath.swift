/// A path, taken apart at its slashes as POSIX does (dirname, basename): a folder, a last name, a stem and an ending of any text at all.
///
/// Nothing is looked up: "a/.." has the last name "..". Slashes at the end are passed over. Parted by bytes, so that a name may begin
/// with a combining character.
public struct FilePath: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ text: String) { description = text }

    /// The path of the folder that holds the last name: "run" of "run/x.npy" and of "run/x/", "/" of "/x" and of "/", "." of "x" and of
    /// "". Never empty.
    public var folder: String {
        let utf8 = description.utf8
        let end = endOfName
        guard let slash = utf8[..<end].lastIndex(of: Self.slash) else { return utf8.first == Self.slash ? "/" : "." }
        let before = utf8[..<slash].lastIndex { $0 != Self.slash }
        return before.map { String(description[...$0]) } ?? "/"
    }

    /// The last name: "x.npy" of "run/x.npy", "x" of "run/x/", "/" of "/", "" of "".
    public var name: String {
        let end = endOfName
        guard end > description.startIndex else { return description.isEmpty ? "" : "/" }
        let slash = description.utf8[..<end].lastIndex(of: Self.slash)
        return String(description[(slash.map(description.utf8.index(after:)) ?? description.startIndex)..<end])
    }

    /// The last name without its ending: "x" of "run/x.npy", "x.tar" of "x.tar.gz", ".npy" of ".npy", ".." of "..".
    public var stem: String {
        let name = name
        return Self.dot(in: name).map { String(name[..<$0]) } ?? name
    }

    /// What follows the last name's last full stop, in small letters: "npy" of "X.NPY". Empty where there is none: in "x", "x.", ".npy".
    public var ending: String {
        let name = name
        return Self.dot(in: name).map { name[name.utf8.index(after: $0)...].lowercased() } ?? ""
    }

    /// The path of something in the folder that this is: "run/x" of "run" or "run/", "/x" of "/", "x" of "." and of "".
    public func appending(_ name: String) -> String {
        if description.isEmpty || description == "." { return name }
        return description.utf8.last == Self.slash ? description + name : "\(description)/\(name)"
    }

    private static let slash = UInt8(ascii: "/")

    /// Behind the last name; the start where there is none ("", "/").
    private var endOfName: String.Index {
        let utf8 = description.utf8
        return utf8.lastIndex { $0 != Self.slash }.map(utf8.index(after:)) ?? utf8.startIndex
    }

    /// The full stop that parts stem and ending: neither one of those that a name begins with nor its last character.
    private static func dot(in name: String) -> String.Index? {
        let full = UInt8(ascii: ".")
        let utf8 = name.utf8
        guard let dot = utf8.lastIndex(of: full), utf8.index(after: dot) < utf8.endIndex,
            utf8[..<dot].contains(where: { $0 != full })
        else { return nil }
        return dot
    }
}
