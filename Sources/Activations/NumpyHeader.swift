import Files

/// The header of a .npy file (NumPy's format, versions 1.0 to 3.0).
struct NumpyHeader: Equatable {
    /// What the numbers are, by NumPy's name: "<f4".
    var type: String
    var isColumnMajor: Bool
    var shape: [Int]
    /// Where the numbers begin.
    var dataOffset: Int

    /// The longest header that is read; NumPy itself reads none above 10,000 bytes.
    static let longest = 1 << 20
    private static let magic = [0x93] + Array("NUMPY".utf8)

    /// - Parameters:
    ///   - count: the bytes of the whole file.
    ///   - read: gives so many bytes from the start.
    /// - Throws: a `Fault` (status data) that says what is wrong.
    init(origin: String, count: Int, read: (Int) throws -> [UInt8]) throws {
        func bad(_ problem: String) -> Fault { Fault(problem, at: origin, remedy: Self.saveAnew, status: .data) }
        let start = try read(min(count, 12))
        guard start.starts(with: Self.magic.prefix(start.count)), start.count >= 6 || count == 0 else {
            throw bad("is no .npy file: it should begin with the bytes 93 4e 55 4d 50 59")
        }
        guard start.count >= 10 else { throw bad("is cut short within its header: it has \(counted(count, "byte"))") }
        guard (1...3).contains(start[6]) else {
            throw bad("is of .npy version \(start[6]).\(start[7]), where 1.0, 2.0 or 3.0 was expected")
        }
        let lengthBytes = start[6] == 1 ? 2 : 4
        guard start.count >= 8 + lengthBytes else { throw bad("is cut short within its header: it has \(counted(count, "byte"))") }
        let length = (0..<lengthBytes).reduce(0) { $0 | Int(start[8 + $1]) << (8 * $1) }
        dataOffset = 8 + lengthBytes + length
        guard dataOffset <= count else {
            throw bad("is cut short within its header: that should reach to byte \(dataOffset), the file has \(count)")
        }
        guard length <= Self.longest else { throw bad("has a header of \(length) bytes, which none has") }
        let text = try read(dataOffset)[(8 + lengthBytes)...]
        guard case .dictionary(let fields)? = PythonLiteral(text) else { throw bad("has a header that is no Python dictionary") }
        guard let descr = fields["descr"], case .bool(let isColumnMajor)? = fields["fortran_order"],
            case .sequence(let sides)? = fields["shape"]
        else { throw bad("has a header without descr, fortran_order and shape") }
        guard case .text(let type) = descr else {
            throw Fault(
                "holds records of several fields, where numbers were expected", at: origin,
                remedy: "save one field: numpy.save(FILE, array['name'])", status: .data)
        }
        let shape = sides.compactMap { if case .integer(let side) = $0, side >= 0 { side } else { nil } }
        guard shape.count == sides.count else { throw bad("has a header whose shape is not of whole numbers from 0") }
        self.type = type
        self.isColumnMajor = isColumnMajor
        self.shape = shape
    }

    static let saveAnew = "save it anew with numpy.save"

    /// The numbers' type and whether their first byte is the highest.
    /// - Throws: a `Fault` (status data) for what is not read, with what to save instead.
    func element(origin: String) throws -> (type: ElementType, isBigEndian: Bool) {
        let code = type.first.map { "<>=|".contains($0) } == true ? String(type.dropFirst()) : type
        let isBigEndian = type.hasPrefix(">") || (!type.hasPrefix("<") && 1.bigEndian == 1)
        if let element = Self.elements[code] { return (element, isBigEndian) }
        let remedy =
            switch code.first {
            case "c": "save the real part, the imaginary part or the modulus: numpy.abs(array)"
            case "O": "objects are no numbers: save array.astype(numpy.float32)"
            case "U", "S", "a": "save numbers: numpy.unique(array, return_inverse=True)[1] numbers the texts"
            case "V": "raw bytes (as bfloat16 is saved): save array.astype(numpy.float32)"
            default: "save array.astype(numpy.float64)"
            }
        throw Fault("holds values of NumPy's type '\(shown(type))', which is not read", at: origin, remedy: remedy, status: .data)
    }

    private static let elements: [String: ElementType] = [
        "f2": .float16, "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8,
        "u2": .uint16, "u4": .uint32, "u8": .uint64, "b1": .bool, "?": .bool,
    ]
}
