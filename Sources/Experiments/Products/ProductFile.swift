import Files
import Results

/// A product's value as it is stored: JSON under its inputs, with a digest.
struct ProductFile<Value: Codable> {
    let value: Value
    let bytes: [UInt8]

    init(_ value: Value, inputs: [KeyInput]) {
        do {
            bytes = try Envelope(inputs: inputs, name: "product", of: value).text
        } catch {
            preconditionFailure("a product that is no JSON: \(error)")
        }
        self.value = value
    }

    /// - Throws: a `Fault` (status data) where the file is damaged, or of other inputs.
    init(_ bytes: [UInt8], path: String, inputs: [KeyInput]) throws {
        do {
            let (envelope, value) = try Envelope.open(bytes, name: "product", as: Value.self)
            guard envelope.inputs == inputs.sortedByName else {
                throw Fault("it is another product's than its name says", at: path, remedy: "delete the file", status: .data)
            }
            self.value = value
            self.bytes = bytes
        } catch let error as JSONError {
            throw Fault("\(error)", at: path, remedy: "delete the file", status: .data)
        }
    }
}
