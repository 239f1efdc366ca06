import CairoCanvas
import Charts
import Files
import Testing

@Suite("How far two pictures differ")
struct PixelDifferenceTests {
    private func png(_ chart: Chart, key: String = "k") throws -> [UInt8] {
        try PictureFile.render(chart, as: .png(scale: 1), key: key, title: "t")
    }

    @Test("another key in the metadata changes neither pixels nor digest")
    func sameShown() throws {
        let (a, b) = (try png(SampleCharts.bars, key: "one"), try png(SampleCharts.bars, key: "two"))
        #expect(a != b && PixelDifference.digest(ofPNG: a) == PixelDifference.digest(ofPNG: b))
        let difference = try PixelDifference(old: a, new: b)
        #expect(difference.share == 0 && difference.old == difference.new)
    }

    @Test("another ink changes some pixels, and the share says how many")
    func otherInk() throws {
        var chart = SampleCharts.bars
        chart.theme.ink = Color(hex: 0xC00000)
        let (a, b) = (try png(SampleCharts.bars), try png(chart))
        let share = try #require(try PixelDifference(old: a, new: b).share)
        #expect(share > 0.001 && share < 0.2 && PixelDifference.digest(ofPNG: a) != PixelDifference.digest(ofPNG: b))
    }

    @Test("pictures of other sizes have no share, and what is no PNG is refused")
    func sizes() throws {
        var chart = SampleCharts.bars
        chart.width += 50
        let difference = try PixelDifference(old: try png(SampleCharts.bars), new: try png(chart))
        #expect(difference.share == nil && difference.old.width + 50 == difference.new.width)
        #expect(throws: Fault.self) { try PixelDifference(old: [1, 2], new: [3]) }
    }
}
