import Foundation

/// Where the inputs of one piece of work are written, as .npy and .json.
struct InputFolder {
    let path: String

    init(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        self.path = path
    }

    func write(_ name: String, _ values: [Float], shape: [Int]) throws { try write(name, values, type: "<f4", shape) }
    func write(_ name: String, _ values: [Double], shape: [Int]) throws { try write(name, values, type: "<f8", shape) }
    func write(_ name: String, _ values: [UInt16]) throws { try write(name, values, type: "<u2", [values.count]) }
    func write(_ name: String, _ values: [Int32]) throws { try write(name, values, type: "<i4", [values.count]) }

    /// Numbers and lists of numbers, by name.
    func write(settings: some Encodable) throws {
        try JSONEncoder().encode(settings).write(to: URL(fileURLWithPath: "\(path)/settings.json"))
    }

    /// Row-major, as NumPy's format version 1.
    private func write<Value: BitwiseCopyable>(_ name: String, _ values: [Value], type: String, _ shape: [Int]) throws {
        precondition(shape.reduce(1, *) == values.count, "\(values.count) values of shape \(shape)")
        precondition(1.littleEndian == 1, "the bytes are written as they lie in memory")
        let sides = shape.map { "\($0)," }.joined()
        var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sides)), }"
        header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
        var bytes = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count % 256), UInt8(header.utf8.count / 256)])
        bytes += Data(header.utf8)
        values.withUnsafeBytes { bytes += Data($0) }
        try bytes.write(to: URL(fileURLWithPath: "\(path)/\(name).npy"))
    }
}
