import Foundation

extension Double {
    /// The number with so many digits after the point, a real minus sign and no locale; "–" where it is not finite.
    func printed(digits: Int) -> String {
        guard isFinite else { return "–" }
        let text = String(format: "%.\(max(0, digits))f", self)
        guard text.hasPrefix("-") else { return text }
        let isZero = text.dropFirst().allSatisfy { $0 == "0" || $0 == "." }
        return (isZero ? "" : "−") + text.dropFirst()
    }

    /// Seconds for people: "0.42 s", "12 s", "2 min 5 s", "1 h 3 min".
    var printedDuration: String {
        guard self >= 0, self < 1e15 else { return "–" }
        if self < 0.005 { return "less than 0.01 s" }
        if self < 0.995 { return "\(printed(digits: 2)) s" }
        if self < 9.95 { return "\(printed(digits: 1)) s" }
        let seconds = Int(rounded())
        if seconds < 60 { return "\(seconds) s" }
        let minutes = seconds / 60
        if minutes < 60 { return seconds % 60 == 0 ? "\(minutes) min" : "\(minutes) min \(seconds % 60) s" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }
}

extension StringProtocol {
    /// The text with a real minus sign where a hyphen stands before a number: at the beginning, after a blank or a bracket.
    var withMinusSigns: String {
        var text = ""
        var isOpen = true
        for (character, next) in zip(self, dropFirst().map(Optional.some) + [nil]) {
            let isMinus = character == "-" && isOpen && next.map { $0.isASCII && ($0.isNumber || $0 == ".") } ?? false
            text.append(isMinus ? "−" : character)
            isOpen = character.isWhitespace || "([".contains(character)
        }
        return text
    }
}
