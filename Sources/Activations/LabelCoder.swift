import Files

/// Takes labels as they are read and holds them in as little memory as they allow: as places among the different whole numbers, in a byte
/// or two each, until there are too many of these or one is no whole number; from then on as doubles.
package struct LabelCoder {
    private let origin: String
    private let samples: Int
    private let limit: Double
    /// The different numbers, as they came.
    private var numbers: [Int] = []
    /// The places of the numbers below `near`, or -1.
    private var nearPlaces = [Int32](repeating: -1, count: Self.near)
    private var farPlaces: [Int: Int32] = [:]

    private enum Form { case bytes, shorts, doubles }
    private var form = Form.bytes
    private var bytes: [UInt8] = []
    private var shorts: [UInt16] = []
    private var doubles: [Double] = []

    private static let near = 1 << 16
    private static let most = 1 << 16

    /// - Parameters:
    ///   - samples: how many labels will come.
    ///   - limit: the memory there is, in bytes; another one for tests.
    /// - Throws: a `Fault` (status data) where they do not fit the memory.
    package init(samples: Int, origin: String, limit: Double = MemoryLimit.bytes) throws {
        self.origin = origin
        self.samples = samples
        self.limit = limit
        try checkMemory(1)
        bytes.reserveCapacity(samples)
    }

    /// - Throws: a `Fault` (status data) where they do not fit the memory in a wider form.
    package mutating func add(_ values: [Double]) throws {
        for value in values {
            if form != .doubles {
                if let place = place(of: value) {
                    if form == .bytes, place > UInt8.max { try widen() }
                    if form == .bytes { bytes.append(UInt8(place)) } else { shorts.append(UInt16(place)) }
                    continue
                }
                try turnToDoubles()
            }
            doubles.append(value)
        }
    }

    /// What was added.
    package func labels() -> LabelColumn.Values {
        if form == .doubles { return .numbers(doubles) }
        let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
        var places = [Int](repeating: 0, count: numbers.count)
        for (place, code) in order.enumerated() { places[code] = place }
        let codes = form == .bytes ? NarrowCodes(bytes: bytes) : NarrowCodes(shorts: shorts)
        let isOrdered = zip(order, order.indices).allSatisfy(==)
        return .coded(isOrdered ? codes : codes.renumbered(places, below: places.count), order.map { numbers[$0] })
    }

    /// The number's place among the different ones; nil where it is no whole number, or one too many.
    private mutating func place(of value: Double) -> Int32? {
        guard value == value.rounded(), abs(value) < WholeNumber.exactDoubles else { return nil }
        let number = Int(value)
        let isNear = number >= 0 && number < Self.near
        if isNear {
            if nearPlaces[number] >= 0 { return nearPlaces[number] }
        } else if let place = farPlaces[number] {
            return place
        }
        guard numbers.count < Self.most else { return nil }
        let place = Int32(numbers.count)
        numbers.append(number)
        if isNear { nearPlaces[number] = place } else { farPlaces[number] = place }
        return place
    }

    private mutating func widen() throws {
        try checkMemory(3)
        shorts.reserveCapacity(samples)
        for code in bytes { shorts.append(UInt16(code)) }
        bytes = []
        form = .shorts
    }

    private mutating func turnToDoubles() throws {
        try checkMemory(form == .bytes ? 9 : 10)
        doubles.reserveCapacity(samples)
        for code in bytes { doubles.append(Double(numbers[Int(code)])) }
        for code in shorts { doubles.append(Double(numbers[Int(code)])) }
        (bytes, shorts) = ([], [])
        form = .doubles
    }

    private func checkMemory(_ bytesEach: Int) throws {
        try MemoryLimit.check(
            Double(samples) * Double(bytesEach), for: "the labels of \(counted(samples, "sample"))", at: origin,
            remedy: "label fewer samples", limit: limit)
    }
}
