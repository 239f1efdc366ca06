import Charts
import Results

extension Panel {
    /// A panel under its result's letter and title.
    public init(_ result: PanelResult, x: Axis, y: Axis, marks: [Mark], legend: Legend? = nil) {
        self.init(
            letter: result.letter.isEmpty ? nil : result.letter, title: RichText(plain: result.title), x: x, y: y, marks: marks,
            legend: legend)
    }
}
