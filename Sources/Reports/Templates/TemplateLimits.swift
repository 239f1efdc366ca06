/// How far templates may go. A report's own stay below a tenth of each; what goes beyond is a mistake, or meant to do harm.
enum TemplateLimits {
    /// The size of a template's file, in bytes: Stencil's lexer takes time with its square.
    static let fileSize = 128 << 10
    /// The length of one tag, in bytes.
    static let tagLength = 4000
    /// How deep tags of one template stand in one another.
    static let nesting = 50
    /// How deep round brackets of one tag stand in one another.
    static let brackets = 20
    /// Operators and names in one tag.
    static let pieces = 400
    /// How many templates may be under way inside one another by including and extending.
    static let depth = 40
    /// The size of what is rendered, in bytes, besides the texts that are given.
    static let renderedSize = 32 << 20
    /// The stack that all this needs with a wide margin, in bytes; only what is used takes memory.
    static let stack = 128 << 20
}
