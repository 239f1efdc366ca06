import Files

/// Where the numbers of a samples x units table stand in a file, and what they are.
struct NumberGrid: Sendable {
    /// What faults call it.
    var origin: String
    var samples: Int
    var units: Int
    var element: ElementType
    var isBigEndian = false
    /// Whether the numbers of a unit stand together (column-major, Fortran order) rather than those of a sample.
    var isByUnit = false
    /// Where the first number begins.
    var offset = 0

    var byteCount: Int { samples * units * element.size }

    /// The numbers of some samples, or of some units: `output[unit index * samples.count + sample index]`.
    /// - Parameters:
    ///   - units: in any order, each in 0..<units; nil for all.
    /// - Throws: a `Fault` (status data) where the file cannot be read any more, or has a number that no double is equal to;
    ///   `CancellationError` once the user asked to stop.
    func read(
        _ file: OpenFile, samples range: Range<Int>, units chosen: [Int]?, into output: UnsafeMutablePointer<Double>
    ) throws {
        let decoder = ElementDecoder(type: element)
        if isByUnit {
            for run in Self.runs(chosen ?? Array(0..<units)) {
                try readLines(file, run.units, span: range) { lines, input, stride in
                    for unit in lines {
                        let line = input + (unit - lines.lowerBound) * stride
                        let target = output + (run.index + unit - run.units.lowerBound) * range.count
                        // Each sample a line of one number.
                        let inexact = decoder.turn(
                            line, lines: range.count, stride: element.size, offsets: [0], into: target, outputStride: range.count)
                        if let inexact {
                            throw inexactFault(line + inexact.line * element.size, range.lowerBound + inexact.line, unit)
                        }
                    }
                }
            }
        } else {
            let span = chosen.map { ($0.min() ?? 0)..<($0.max() ?? -1) + 1 } ?? 0..<units
            let offsets = (chosen ?? Array(span)).map { $0 - span.lowerBound }
            try readLines(file, range, span: span) { lines, input, stride in
                let inexact = decoder.turn(
                    input, lines: lines.count, stride: stride, offsets: offsets,
                    into: output + (lines.lowerBound - range.lowerBound), outputStride: range.count)
                if let inexact {
                    let unit = span.lowerBound + offsets[inexact.index]
                    throw inexactFault(
                        input + (inexact.line * stride + offsets[inexact.index] * element.size), lines.lowerBound + inexact.line,
                        unit)
                }
            }
        }
    }

    /// Reads part of some lines (samples, or units where the grid is by unit), in blocks of whole lines of about a mebibyte.
    /// - Parameter body: given the lines of a block, the first one's bytes in the machine's order, and how many bytes from one line to
    ///   the next.
    private func readLines(
        _ file: OpenFile, _ lines: Range<Int>, span: Range<Int>, _ body: (Range<Int>, UnsafeRawPointer, Int) throws -> Void
    ) throws {
        if lines.isEmpty || span.isEmpty { return }
        let line = (isByUnit ? samples : units) * element.size
        let part = span.count * element.size
        let start = span.lowerBound * element.size
        // Reading past what is not wanted is cheaper than many small readings, until it is much.
        let isWhole = part == line || line - part < max(4 * part, 1 << 14)
        let stride = isWhole ? line : part
        let room = max(1, (1 << 20) / stride)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(room, lines.count) * stride, alignment: 64)
        defer { buffer.deallocate() }
        var next = lines.lowerBound
        while next < lines.upperBound {
            try Interruption.check()
            let block = next..<min(lines.upperBound, next + room)
            if isWhole {
                // From the first line's part to the end of the last one's.
                let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[0..<(block.count - 1) * line + part])
                try file.read(into: bytes, at: offset + block.lowerBound * line + start)
                swap(bytes)
            } else {
                for number in block {
                    let place = (number - block.lowerBound) * part
                    try file.read(
                        into: UnsafeMutableRawBufferPointer(rebasing: buffer[place..<place + part]),
                        at: offset + number * line + start)
                }
                swap(UnsafeMutableRawBufferPointer(rebasing: buffer[0..<block.count * part]))
            }
            try body(block, UnsafeRawPointer(buffer.baseAddress!), stride)
            next = block.upperBound
        }
    }

    /// Brings the numbers into the machine's order.
    private func swap(_ bytes: UnsafeMutableRawBufferPointer) {
        if isBigEndian == (1.bigEndian == 1) { return }
        func run<Word: FixedWidthInteger & BitwiseCopyable>(_: Word.Type) {
            for place in stride(from: 0, to: bytes.count, by: MemoryLayout<Word>.size) {
                bytes.storeBytes(
                    of: bytes.load(fromByteOffset: place, as: Word.self).byteSwapped, toByteOffset: place, as: Word.self)
            }
        }
        switch element.size {
        case 2: run(UInt16.self)
        case 4: run(UInt32.self)
        case 8: run(UInt64.self)
        default: break
        }
    }

    /// Units that follow each other, put together; with the place of each run's first one.
    private static func runs(_ units: [Int]) -> [(index: Int, units: Range<Int>)] {
        var runs: [(index: Int, units: Range<Int>)] = []
        for (index, unit) in units.enumerated() {
            if let last = runs.last, last.units.upperBound == unit {
                runs[runs.count - 1].units = last.units.lowerBound..<unit + 1
            } else {
                runs.append((index, unit..<unit + 1))
            }
        }
        return runs
    }

    private func inexactFault(_ place: UnsafeRawPointer, _ sample: Int, _ unit: Int) -> Fault {
        let number = element == .uint64 ? "\(place.loadUnaligned(as: UInt64.self))" : "\(place.loadUnaligned(as: Int64.self))"
        return Fault(
            "holds \(number) at row \(sample), column \(unit) (counted from 0), which no 64-bit float is equal to", at: origin,
            remedy: "save it as float64, or with smaller numbers", status: .data)
    }
}
