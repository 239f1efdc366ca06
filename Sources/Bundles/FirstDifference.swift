import Files
import Foundation
import Results

/// Where two files that should be one differ first, for people.
public enum FirstDifference {
    /// Of trained networks' files: "layers.1.weights, value 37: 0.5 here, 0.25 in the bundle".
    public static func ofNetworks(here: [UInt8], there: [UInt8]) -> String {
        guard let mine = try? SafeTensors(decoding: Data(here), path: "here"),
            let theirs = try? SafeTensors(decoding: Data(there), path: "there")
        else { return ofBytes(here: here, there: there) }
        for name in Set(mine.metadata.keys).union(theirs.metadata.keys).sorted() where name != "sha256" {
            if mine.metadata[name] != theirs.metadata[name] { return "the header's '\(name)' is another" }
        }
        for tensor in mine.tensors {
            guard let other = theirs.tensor(tensor.name), other.shape == tensor.shape, other.element == tensor.element else {
                return "'\(tensor.name)' is not there, or of another shape"
            }
            guard let byte = zip(tensor.bytes, other.bytes).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset
            else {
                continue
            }
            let place = byte / tensor.element.size
            return "\(tensor.name), value \(place + 1): \(value(tensor, place)) here, \(value(other, place)) in the bundle"
        }
        return theirs.tensors.count == mine.tensors.count
            ? "the header's digest is another"
            : "the bundle's has \(theirs.tensors.count) arrays, and \(mine.tensors.count) are here"
    }

    private static func value(_ tensor: SafeTensors.Tensor, _ place: Int) -> String {
        let bytes = [UInt8](tensor.bytes)[(place * tensor.element.size)..<((place + 1) * tensor.element.size)]
        return Array(bytes).withUnsafeBytes { bytes in
            switch tensor.element {
            case .float32: "\(bytes.loadUnaligned(as: Float.self))"
            case .float64: "\(bytes.loadUnaligned(as: Double.self))"
            case .int64: "\(bytes.loadUnaligned(as: Int64.self))"
            default: bytes.map { $0 }.hexadecimal
            }
        }
    }

    /// Of JSON files, such as results: "result.panels[0].series[1].columns[0].values[3]: 0.5 here, 0.25 in the bundle".
    public static func ofJSON(here: [UInt8], there: [UInt8]) -> String {
        guard let mine = try? JSONReader.read(here), let theirs = try? JSONReader.read(there) else {
            return ofBytes(here: here, there: there)
        }
        return of(content(mine), content(theirs), "") ?? "the layout of its text is another"
    }

    /// A digest differs wherever anything does, and says nothing.
    private static func content(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(members.filter { $0.name != "digest" })
    }

    private static func of(_ mine: JSONValue, _ theirs: JSONValue, _ place: String) -> String? {
        guard mine != theirs else { return nil }
        switch (mine, theirs) {
        case (.object(let mine), .object(let theirs)):
            for (one, other) in zip(mine, theirs) {
                guard one.name == other.name else { return "\(place): '\(one.name)' here, '\(other.name)' in the bundle" }
                if let found = of(one.value, other.value, place.isEmpty ? one.name : "\(place).\(one.name)") { return found }
            }
            return "\(place): \(mine.count) members here, \(theirs.count) in the bundle"
        case (.array(let mine), .array(let theirs)):
            for (index, (one, other)) in zip(mine, theirs).enumerated() {
                if let found = of(one, other, "\(place)[\(index)]") { return found }
            }
            return "\(place): \(mine.count) values here, \(theirs.count) in the bundle"
        default: return "\(place): \(words(mine)) here, \(words(theirs)) in the bundle"
        }
    }

    private static func words(_ value: JSONValue) -> String {
        switch value {
        case .null: "nothing"
        case .bool(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "'\(value.count > 60 ? value.prefix(60) + "..." : value)'"
        case .array, .object: "a structure"
        }
    }

    /// Of any files: "byte 4711", or which of the two is shorter.
    public static func ofBytes(here: [UInt8], there: [UInt8]) -> String {
        if let place = zip(here, there).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset {
            return "byte \(place + 1) is another"
        }
        return here.count == there.count ? "nothing" : "\(here.count) bytes here, \(there.count) in the bundle"
    }

    /// By what the path says that the files are.
    public static func ofFiles(_ path: String, here: [UInt8], there: [UInt8]) -> String {
        switch FilePath(path).ending {
        case "safetensors": ofNetworks(here: here, there: there)
        case "json": ofJSON(here: here, there: there)
        default: ofBytes(here: here, there: there)
        }
    }
}
