import Files
import Results

/// Where a report keeps its charts as its page has them, each with what it was drawn from: where one figure changed, one is drawn.
///
/// What does not stand there whole, as it would be drawn, is not found: it costs its drawing.
public struct PageShelf: Sendable {
    private let folder: String
    private let inputs: [FigureID: [KeyInput]]

    /// - Parameters:
    ///   - folder: the shelf's own. It need not be there.
    ///   - inputs: what each figure's drawing depends on, with the code that draws it. Figures without are not kept.
    public init(folder: String, inputs: [FigureID: [KeyInput]]) {
        self.folder = folder
        self.inputs = inputs
    }

    func picture(of id: FigureID) -> PagePicture? {
        guard let inputs = inputs[id], let text = try? PlainFile.read(path(of: id)),
            let (envelope, picture) = try? Envelope.open(text, name: Self.name, as: PagePicture.self),
            envelope.key == CacheKey(inputs)
        else { return nil }
        return picture
    }

    /// - Throws: a `Fault` (status cannotWrite).
    func keep(_ picture: PagePicture, of id: FigureID) throws {
        guard let inputs = inputs[id] else { return }
        try AtomicFile.write(Envelope(inputs: inputs, name: Self.name, of: picture).text, to: path(of: id))
    }

    private func path(of id: FigureID) -> String { "\(folder)/\(id.fileName).json" }

    private static let name = "picture"
}
