/// A figure's name, "paper/figure": "information-plane/fig1".
public struct FigureID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The paper's short name: "information-plane".
    public let paper: String
    /// The figure's name inside the paper: "fig1", "table1".
    public let figure: String

    public init(paper: String, figure: String) {
        self.paper = paper
        self.figure = figure
    }

    /// Reads "paper/figure"; nil for any other form.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(paper: String(parts[0]), figure: String(parts[1]))
    }

    public var description: String { "\(paper)/\(figure)" }

    /// The name for files: "information-plane-fig1".
    public var fileName: String { "\(paper)-\(figure)" }

    public static func < (a: FigureID, b: FigureID) -> Bool { (a.paper, a.figure) < (b.paper, b.figure) }
}

extension FigureID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = FigureID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not of the form paper/figure")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
