import CairoCanvas
import Charts
import Synchronization
import Testing

@Suite("Pictures that are given up")
struct CancellationTests {
    private static let chart = Chart(
        panels: [
            Panel(
                x: Axis("x"), y: Axis("y"),
                marks: [
                    .points(
                        PointsMark(
                            x: (0..<5_000).map { Double($0 * 7 % 1000) }, y: (0..<5_000).map { Double($0 % 997) },
                            style: .series(0)))
                ])
        ])

    @Test("a user's wish to stop is heard among the marks, and no picture comes of it", arguments: [0, 1, 2_500])
    func heard(after marks: Int) throws {
        for format in [PictureFile.Format.png(scale: 1), .pdf, .svg(idPrefix: "")] {
            let asked = Atomic(0)
            let isCancelled = { asked.wrappingAdd(1, ordering: .relaxed).oldValue >= marks }
            #expect(throws: CancellationError.self) {
                try PictureFile.render(Self.chart, as: format, key: "k", title: "t", isCancelled: isCancelled)
            }
            #expect(asked.load(ordering: .relaxed) > 5_000, "it is asked at every mark")
        }
    }

    @Test("a picture that is whole is that of a canvas nobody stops")
    func whole() throws {
        let chart = SampleCharts.bars
        #expect(
            try PictureFile.render(chart, as: .pdf, key: "k", title: "t", isCancelled: { false })
                == PictureFile.render(chart, as: .pdf, key: "k", title: "t"))
    }
}
