import Activations
import Files
import Testing

extension ActivationTable {
    /// All samples x units, read in portions of so many.
    func rows(portion: Int = 1 << 20) throws -> [[Double]] {
        var rows: [[Double]] = []
        try forEachPortion(of: portion) { range, numbers in
            #expect(range == rows.count..<rows.count + numbers.columns && numbers.rows == units)
            for sample in 0..<numbers.columns { rows.append((0..<units).map { numbers[$0, sample] }) }
        }
        #expect(rows.count == samples)
        return rows
    }
}

/// The fault that the body throws, which must be of the status and name the place; a test fails where it throws none.
func fault(_ status: Files.ExitStatus, at place: String? = nil, _ body: () throws -> Void) -> String? {
    let fault = #expect(throws: Fault.self) { try body() }
    #expect(fault?.status == status)
    if let place { #expect(fault?.place == place) }
    return fault?.problem
}
