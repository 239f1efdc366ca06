/// Which panels stand in a row, and which are neighbours.
struct PanelGrid {
    /// Places in the chart's panels, row by row.
    let rows: [[Int]]
    private let rowOf: [Int]

    /// Rows of so many panels, the last of them shorter where they do not come out even; a panel that spans its row stands alone in it and
    /// ends the row before.
    init(_ panels: [Panel], columns: Int) {
        var rows: [[Int]] = []
        var rowOf: [Int] = []
        var isOpen = false
        for (index, panel) in panels.enumerated() {
            if isOpen, !panel.spansRow, rows[rows.count - 1].count < columns {
                rows[rows.count - 1].append(index)
            } else {
                rows.append([index])
            }
            isOpen = !panel.spansRow
            rowOf.append(rows.count - 1)
        }
        self.rows = rows
        self.rowOf = rowOf
    }

    /// The panels of the row in which the panel stands.
    func row(of index: Int) -> [Int] { rows[rowOf[index]] }

    func column(of index: Int) -> Int { index - row(of: index)[0] }

    /// The panel below; nil where there is none.
    func below(_ index: Int) -> Int? {
        let next = rowOf[index] + 1
        guard next < rows.count, column(of: index) < rows[next].count else { return nil }
        return rows[next][column(of: index)]
    }

    /// The panel to the left; nil where there is none.
    func left(of index: Int) -> Int? { column(of: index) > 0 ? index - 1 : nil }
}
