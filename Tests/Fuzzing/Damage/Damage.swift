import NumericCore

/// A way to spoil a file: gives other bytes made from the file's, or nil where the file is not of the form that this one spoils.
typealias Damage = @Sendable (_ file: [UInt8], _ random: inout SeededGenerator) -> [UInt8]?

extension SeededGenerator {
    /// Uniform in 0..<bound.
    mutating func integer(_ bound: Int) -> Int { Int(integer(below: UInt32(bound))) }

    mutating func pick<Element>(_ elements: some RandomAccessCollection<Element>) -> Element {
        elements[elements.index(elements.startIndex, offsetBy: integer(elements.count))]
    }
}
