import Foundation

/// An array read from a .npy file (NumPy's format, versions 1 to 3), as doubles in row-major order.
///
/// Read: little-endian or single-byte booleans, signed and unsigned integers, binary32 and binary64.
public struct NumpyArray: Sendable, Equatable {
    public let shape: [Int]
    /// Row-major.
    public let values: [Double]

    /// - Throws: a `Fault` (status data) that names the file and says what was expected.
    public init(readingFrom path: String) throws {
        try self.init(bytes: try PlainFile.bytes(path), name: path)
    }

    /// - Parameter name: what errors call the source of the bytes.
    public init(bytes: [UInt8], name: String) throws {
        func bad(_ problem: String) -> Fault {
            Fault(problem, at: name, remedy: "save it anew with numpy.save", status: .data)
        }
        guard bytes.count >= 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else { throw bad("is not a .npy file") }
        let lengthBytes = bytes[6] == 1 ? 2 : 4
        guard (1...3).contains(bytes[6]), bytes.count >= 8 + lengthBytes else { throw bad("is of an unknown .npy version") }
        let headerLength = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
        let start = 8 + lengthBytes + headerLength
        guard start <= bytes.count else { throw bad("ends within its header") }
        let header = String(decoding: bytes[(8 + lengthBytes)..<start], as: UTF8.self)
        guard let type = Self.quoted("descr", in: header), let shape = Self.shape(in: header) else {
            throw bad("has no readable header")
        }
        guard !header.contains("'fortran_order': True") else {
            throw bad("is stored in column-major order, row-major was expected")
        }
        guard let reader = Self.readers[type] else { throw bad("holds numbers of type '\(type)', which is not read") }
        var count = 1
        for side in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflow else { throw bad("has an impossible shape \(shape)") }
            count = product
        }
        guard (bytes.count - start) / reader.width >= count, bytes.count - start == count * reader.width else {
            throw bad("holds \(bytes.count - start) bytes of numbers, \(shape) of type '\(type)' was expected")
        }
        self.shape = shape
        values = bytes.withUnsafeBytes { buffer in
            (0..<count).map { reader.read(buffer, start + $0 * reader.width) }
        }
    }

    private typealias Reader = (width: Int, read: @Sendable (UnsafeRawBufferPointer, Int) -> Double)

    /// The types that are read, by NumPy's names for them.
    private static let readers: [String: Reader] = [
        "|b1": (1, { word($0, $1, UInt8.self) }), "|u1": (1, { word($0, $1, UInt8.self) }), "|i1": (1, { word($0, $1, Int8.self) }),
        "<u2": (2, { word($0, $1, UInt16.self) }), "<i2": (2, { word($0, $1, Int16.self) }),
        "<u4": (4, { word($0, $1, UInt32.self) }), "<i4": (4, { word($0, $1, Int32.self) }),
        "<u8": (8, { word($0, $1, UInt64.self) }), "<i8": (8, { word($0, $1, Int64.self) }),
        "<f4": (4, { Double(Float(bitPattern: UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: $1, as: UInt32.self)))) }),
        "<f8": (8, { Double(bitPattern: UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: $1, as: UInt64.self))) }),
    ]

    private static func word<Word: FixedWidthInteger & BitwiseCopyable>(
        _ buffer: UnsafeRawBufferPointer, _ offset: Int, _: Word.Type
    ) -> Double {
        Double(Word(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Word.self)))
    }

    private static func quoted(_ key: String, in header: String) -> String? {
        guard let place = header.range(of: "'\(key)': '") else { return nil }
        return header[place.upperBound...].split(separator: "'", maxSplits: 1).first.map(String.init)
    }

    private static func shape(in header: String) -> [Int]? {
        guard let place = header.range(of: "'shape': ("), let end = header[place.upperBound...].firstIndex(of: ")") else {
            return nil
        }
        let sides = header[place.upperBound..<end].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let numbers = sides.filter { !$0.isEmpty }.map { Int($0) }
        return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
    }
}
