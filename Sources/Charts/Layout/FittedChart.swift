extension Chart {
    /// The same chart with its plots flattened, all by one share, so that it is no taller than `height`. Text keeps its size.
    ///
    /// A chart that fits already comes back as it is. Plots are not made flatter than a third of what they were: a chart of more panels
    /// than that allows stays taller.
    /// - Parameters:
    ///   - height: in points.
    ///   - width: the breadth that it is laid out for, in points.
    public func fitted(height: Double, width: Double, measuring text: any TextMeasuring) -> Chart {
        let memory = MeasureMemory(text)
        func fits(_ chart: Chart) -> Bool { ChartLayout(chart, width: width, measuring: memory).size.height <= height }
        if fits(self) { return self }
        var (flattest, tallest) = (1.0 / 3, 1.0)
        for _ in 0..<10 {
            let share = (flattest + tallest) / 2
            if fits(flattened(to: share)) { flattest = share } else { tallest = share }
        }
        return flattened(to: flattest)
    }

    private func flattened(to share: Double) -> Chart {
        var copy = self
        copy.aspect *= share
        for index in copy.panels.indices { copy.panels[index].aspect = copy.panels[index].aspect.map { $0 * share } }
        return copy
    }
}
