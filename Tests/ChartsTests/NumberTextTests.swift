import Charts
import Testing

@Suite("Numbers in print")
struct NumberTextTests {
    @Test("negative numbers bear a true minus sign, and nothing is minus zero")
    func minus() {
        #expect(NumberText.decimal(-2.5, digits: 1) == "\u{2212}2.5")
        #expect(NumberText.decimal(-0.001, digits: 2) == "0.00")
    }

    @Test("digits are padded and rounded to nearest")
    func digits() {
        #expect(NumberText.decimal(0.05, digits: 2) == "0.05")
        #expect(NumberText.decimal(1.999, digits: 2) == "2.00")
        #expect(NumberText.decimal(7, digits: 0) == "7")
    }

    @Test("thousands are parted by thin spaces from five digits on")
    func thousands() {
        #expect(NumberText.decimal(8000, digits: 0) == "8000")
        #expect(NumberText.decimal(104_000, digits: 0) == "104\u{2009}000")
        #expect(NumberText.decimal(1_234_567.5, digits: 1) == "1\u{2009}234\u{2009}567.5")
    }
}
