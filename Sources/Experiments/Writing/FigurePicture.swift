import Charts
import Results

extension Experiment {
    /// The chart as it is shown: it says itself where data stand in for the paper's, since a picture travels without its caption.
    public func picture(of result: FigureResult) -> Chart? {
        var chart = chart(result)
        chart?.remark = result.standInRemark
        return chart
    }
}

extension FigureResult {
    /// "Stand-in data: Glyphs, not MNIST"; nil where all data are the paper's own.
    var standInRemark: RichText? {
        let words = data.compactMap { record in record.standInFor.map { "\(record.name), not \($0)" } }
        return words.isEmpty ? nil : RichText(plain: "Stand-in data: \(words.unique.joined(separator: "; "))")
    }
}
