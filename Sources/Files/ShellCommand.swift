/// Commands as they are printed, to be pasted into a shell.
public enum ShellCommand {
    /// A call of this project's own command, as README spells it: `refigure run x --report 'my report'`.
    public static func refigure(_ words: [String]) -> String { line(["refigure"] + words) }

    /// The words, each quoted where a shell would read it otherwise.
    public static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// An option with its value, in a form that a value with a dash in front does not break.
    public static func option(_ name: String, _ value: String) -> [String] {
        value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value]
    }

    /// One word as a POSIX shell reads it back: as it is, or in single quotes. Control characters need `$'...'`, which bash, zsh and
    /// POSIX of 2024 know.
    public static func quoted(_ word: String) -> String {
        if word.unicodeScalars.contains(where: { VisibleText.line(String($0)) != String($0) }) {
            let bytes = word.utf8.map { byte in
                switch byte {
                case 0x20..<0x7F where byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\"):
                    String(UnicodeScalar(byte))
                default: "\\" + String(String(Int(byte) + 0o1000, radix: 8).dropFirst())
                }
            }
            return "$'\(bytes.joined())'"
        }
        let isPlain =
            !word.isEmpty && word.utf8.first != UInt8(ascii: "=")
            && word.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ":", "=", "@", "%", "+", ",": true
                default: false
                }
            }
        return isPlain ? word : "'\(word.unicodeScalars.map { $0 == "'" ? #"'\''"# : String($0) }.joined())'"
    }
}
