import Activations
import Files
import NumericCore
import Testing

@Suite("Labels in little memory")
struct NarrowLabelTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func coded(_ labels: [Double], limit: Double = .infinity, portion: Int = 1000) throws -> LabelColumn.Values {
        var coder = try LabelCoder(samples: labels.count, origin: "y.npy", limit: limit)
        for start in stride(from: 0, to: labels.count, by: portion) {
            try coder.add(Array(labels[start..<min(start + portion, labels.count)]))
        }
        return coder.labels()
    }

    @Test(
        "they are held in a byte or two each, and are the labels that the file has",
        arguments: [(1, 1), (256, 1), (257, 2), (65_536, 2)])
    func widths(classes: Int, width: Int) throws {
        // Small and large ones, and of either sign, in no order.
        let labels = (0..<max(5000, 2 * classes)).map { Double(($0 * 7919 % classes - classes / 3) * 1_000_003) }
        guard case .coded(let codes, let numbers) = try coded(labels) else {
            Issue.record("they are doubles")
            return
        }
        #expect(codes.width == width && codes.count == labels.count)
        #expect(numbers == Set(labels).map { Int($0) }.sorted())
        #expect(codes.map { Double(numbers[Int($0)]) } == labels)
        #expect(codes[10..<2000].elementsEqual(codes.map { $0 }[10..<2000]))
        #expect(
            codes.filtered { $0 % 3 == 0 }.map { $0 } == codes.map { $0 }.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
    }

    @Test(
        "numbers that are no classes, wherever the first of them stands, are the file's own doubles",
        arguments: [0, 1, 999, 1000, 299_999], [0.5, .nan, 0x1p53])
    func numbers(place: Int, value: Double) throws {
        for classes in [3, 1000] {
            var labels = (0..<300_000).map { Double($0 % classes) }
            labels[place] = value
            guard case .numbers(let numbers) = try coded(labels) else {
                Issue.record("they are classes")
                return
            }
            #expect(numbers.map(\.bitPattern) == labels.map(\.bitPattern))
        }
    }

    @Test("more classes than two bytes tell apart are classes all the same")
    func many() throws {
        let labels = (0..<70_000).map { Int32($0 * 3) }
        let file = try scratch.write(Npy.bytes("<i4", shape: [70_000], numbers: labels), to: "y.npy")
        let classes = try LabelColumn.open(file).classes()
        #expect(classes.codes == Array(0..<70_000) && classes.names[69_999] == "209997")
    }

    @Test("memory is asked for before it is taken: a byte a label, then two beside it, then eight")
    func limits() throws {
        let bytes = (0..<1000).map { Double($0 % 200) }
        #expect(throws: Never.self) { try coded(bytes, limit: 1000) }
        #expect(throws: Fault.self) { try coded(bytes, limit: 999) }
        let shorts = (0..<1000).map { Double($0) }
        #expect(throws: Never.self) { try coded(shorts, limit: 3000) }
        #expect(throws: Fault.self) { try coded(shorts, limit: 2999) }
        let fault = #expect(throws: Fault.self) { try coded(shorts + [0.5], limit: 4000) }
        #expect(fault?.problem == "the labels of 1001 samples would take 0 MB of memory, and there are 0 MB")
        #expect(fault?.status == .data && fault?.place == "y.npy")
    }
}
