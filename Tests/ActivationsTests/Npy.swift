/// Small .npy files, made by the tests.
enum Npy {
    /// Version 1.0, the numbers' bytes as they are in memory.
    static func bytes<Number>(_ type: String, shape: [Int], columnMajor: Bool = false, numbers: [Number]) -> [UInt8] {
        let sides = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        let header = "{'descr': '\(type)', 'fortran_order': \(columnMajor ? "True" : "False"), 'shape': (\(sides)), }"
        return bytes(header: header, numbers.withUnsafeBytes { Array($0) })
    }

    static func bytes(version: UInt8 = 1, header: String, _ data: [UInt8]) -> [UInt8] {
        let lengthBytes = version == 1 ? 2 : 4
        var text = Array(header.utf8)
        while (8 + lengthBytes + text.count + 1) % 64 != 0 { text.append(0x20) }
        text.append(0x0a)
        let length = (0..<lengthBytes).map { UInt8(text.count >> (8 * $0) & 255) }
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + data
    }
}
