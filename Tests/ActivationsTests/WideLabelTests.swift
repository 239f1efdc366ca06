import Activations
import Files
import Testing

@Suite("Labels beyond 2^53")
struct WideLabelTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Numbers that doubles merge: 2^53 and its follower, and the greatest of 64 bits.
    private static let signed: [Int64] = [
        9_007_199_254_740_993, 9_007_199_254_740_992, .max, .min, .max - 1, -9_007_199_254_740_993, 7,
    ]
    private static let names = [
        "-9223372036854775808", "-9007199254740993", "7", "9007199254740992", "9007199254740993", "9223372036854775806",
        "9223372036854775807",
    ]

    @Test("in a CSV file they keep all their digits, whatever their length")
    func csv() throws {
        let file = try scratch.write(Array(Self.signed.map { "\($0)\n" }.joined().utf8), to: "y.csv")
        let labels = try LabelColumn.open(file)
        #expect(try labels.classes().names == Self.names && labels.areWide)
        #expect(try labels.classes().codes == [4, 3, 6, 0, 5, 1, 2])
        #expect(labels.targets == Self.signed.map(Double.init))
        let long =
            "id\n00123456789012345678901234567890\n+123456789012345678901234567891\n-5\n123456789012345678901234567890\n-0\n0\n"
        let longer = try LabelColumn.open(scratch.write(Array(long.utf8), to: "long.csv")).classes()
        #expect(longer.names == ["-5", "0", "123456789012345678901234567890", "123456789012345678901234567891"])
        #expect(longer.codes == [2, 3, 0, 2, 1, 1])
    }

    @Test(
        "in a .npy file of 64-bit integers they do, in either order of bytes", arguments: [false, true])
    func npy(isBigEndian: Bool) throws {
        let numbers = Self.signed.map { isBigEndian ? $0.bigEndian : $0.littleEndian }
        let file = try scratch.write(Npy.bytes(isBigEndian ? ">i8" : "<i8", shape: [7, 1], numbers: numbers), to: "y.npy")
        #expect(try LabelColumn.open(file).classes().names == Self.names)
        let unsigned: [UInt64] = [.max, .max - 1, 3]
        let other = try scratch.write(Npy.bytes("<u8", shape: [3], numbers: unsigned), to: "u.npy")
        #expect(try LabelColumn.open(other).classes().names == ["3", "18446744073709551614", "18446744073709551615"])
        #expect(try LabelColumn.open(other).classes().codes == [2, 1, 0])
    }

    @Test("smaller ones stay numbers")
    func smaller() throws {
        let small = try LabelColumn.open(scratch.write(Array("9007199254740991\n1\n".utf8), to: "z.csv"))
        #expect(try !small.areWide && small.classes().names == ["1", "9007199254740991"])
        let fractions = try LabelColumn.open(scratch.write(Array("1.5\n9007199254740993\n".utf8), to: "f.csv"))
        #expect(!fractions.areWide && fractions.targets == [1.5, 0x1p53])
    }
}
