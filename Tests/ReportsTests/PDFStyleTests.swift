import Testing

@testable import Reports

@Suite struct PDFStyleTests {
    @Test("a number stays in a line with its sign of per cent, and a number of networks in one piece")
    func held() {
        #expect(PDFStyle.held("in 28 % of them (1 to 2, n = 3)") == "in 28\u{A0}% of them (1 to 2, n\u{A0}=\u{A0}3)")
        #expect(PDFStyle.held("n is 3, 5 of 6") == "n is 3, 5 of 6")
    }
}
