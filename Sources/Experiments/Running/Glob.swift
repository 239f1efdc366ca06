/// A pattern in which * stands for any characters and ? for one.
public struct Glob: Sendable {
    private let pattern: [Character]

    public init(_ pattern: String) {
        self.pattern = Array(pattern)
    }

    public func matches(_ text: String) -> Bool {
        let text = Array(text)
        // reached[i]: the pattern so far matches the first i characters.
        var reached = [true] + [Bool](repeating: false, count: text.count)
        for symbol in pattern {
            var next = [Bool](repeating: false, count: text.count + 1)
            if symbol == "*" {
                var any = false
                for i in 0...text.count {
                    any = any || reached[i]
                    next[i] = any
                }
            } else {
                for i in 0..<text.count where reached[i] && (symbol == "?" || symbol == text[i]) { next[i + 1] = true }
            }
            reached = next
        }
        return reached[text.count]
    }
}
