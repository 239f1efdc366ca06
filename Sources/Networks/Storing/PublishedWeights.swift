import Files
import Foundation

/// Parameters in .safetensors files with the names and shapes of PyTorch's modules, those of torchvision's networks for these.
public enum PublishedWeights {
    /// The parameters as a .safetensors file with the names and shapes that PyTorch's `load_state_dict` takes: torchvision's for its
    /// networks.
    ///
    /// Convolutions that are normalised have no biases here; those of VGG (`features.i`), which have there, are given zeros.
    /// - Precondition: they are of that network.
    public static func exported(_ weights: Weights, of architecture: Architecture) -> SafeTensors {
        let values = weights.values
        precondition(weights.fit(architecture), "weights of another network than \(architecture)")
        let tensors: [SafeTensors.Tensor] = PublishedNames(architecture).tensors.compactMap { tensor in
            switch tensor.content {
            case .entry(let entry): return .init(name: tensor.name, shape: tensor.shape, values[entry])
            case .kernels(let entry):
                let size = tensor.shape[2] * tensor.shape[3]
                return .init(
                    name: tensor.name, shape: tensor.shape,
                    turned(values[entry], blocks: tensor.shape[0], rows: size, columns: tensor.shape[1]))
            case .idleBiases:
                guard tensor.name.hasPrefix("features.") else { return nil }
                return .init(name: tensor.name, shape: tensor.shape, [Float](repeating: 0, count: tensor.shape[0]))
            case .batches: return .init(name: tensor.name, shape: [], [Int64(0)])
            }
        }
        return SafeTensors(tensors: tensors, metadata: ["format": "pt"])
    }

    /// The parameters in a .safetensors file of PyTorch's, such as torchvision's networks: a network's `state_dict`.
    ///
    /// F16, BF16 and F64 become the nearest F32. `num_batches_tracked` may be missing; the biases of a normalised convolution, which has
    /// none here, are taken from the running means, which does the same.
    /// - Throws: a `Fault` (status data) where the file is damaged, or lacks a tensor, has another, or one of another shape, of other numbers than
    ///   floating-point ones or of none that are finite; all of these are named.
    public static func imported(fileAt path: String, for architecture: Architecture) throws -> Weights {
        guard let bytes = try PlainFile.read(path, limit: 1 << 32) else { throw Fault.cannotRead(path, SystemError(ENOENT)) }
        return try imported(SafeTensors(decoding: Data(bytes), path: path), path: path, for: architecture)
    }

    /// The parameters in a file that has been read: see `imported(fileAt:for:)`.
    /// - Parameter path: named in errors.
    public static func imported(_ file: SafeTensors, path: String, for architecture: Architecture) throws -> Weights {
        var there = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0) })
        var values = architecture.layout.entries.map { [Float](repeating: 0, count: $0.count) }
        var missing: [String] = []
        var wrong: [String] = []
        var biases: [(means: Int, values: [Float])] = []
        for tensor in PublishedNames(architecture).tensors {
            guard let found = there.removeValue(forKey: tensor.name) else {
                switch tensor.content {
                case .entry, .kernels: missing.append(tensor.name)
                case .idleBiases, .batches: break
                }
                continue
            }
            if case .batches = tensor.content { continue }
            func shape(_ sizes: [Int]) -> String { sizes.isEmpty ? "a number" : sizes.map(String.init).joined(separator: " x ") }
            guard found.shape == tensor.shape else {
                wrong.append("\(tensor.name) is \(shape(found.shape)), not \(shape(tensor.shape))")
                continue
            }
            guard let numbers = roundedFloats(found) else {
                wrong.append("\(tensor.name) holds \(found.element.safeTensorsName)")
                continue
            }
            guard numbers.allSatisfy(\.isFinite), !tensor.name.hasSuffix("running_var") || numbers.allSatisfy({ $0 >= 0 }) else {
                wrong.append("\(tensor.name) has a number that cannot be")
                continue
            }
            switch tensor.content {
            case .entry(let entry): values[entry] = numbers
            case .kernels(let entry):
                let size = tensor.shape[2] * tensor.shape[3]
                values[entry] = turned(numbers, blocks: tensor.shape[0], rows: tensor.shape[1], columns: size)
            case .idleBiases(let means): biases.append((means, numbers))
            case .batches: break
            }
        }
        var problems: [String] = []
        if !missing.isEmpty { problems.append("lacks \(list(missing))") }
        if !there.isEmpty {
            problems.append("has \(list(there.keys.sorted().map(SafeTensorsHeader.shown))), of which the network knows nothing")
        }
        if !wrong.isEmpty { problems.append("has what does not fit: \(list(wrong))") }
        guard problems.isEmpty else {
            throw Fault(
                "is not of a network of \(architecture): it \(problems.joined(separator: "; it "))", at: path,
                remedy: "take the network that it was saved from", status: .data)
        }
        for (means, biases) in biases {
            for channel in biases.indices { values[means][channel] -= biases[channel] }
        }
        return Weights(layout: architecture.layout, values: values)
    }

    /// At most four, and how many more there are.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(4).joined(separator: ", ")
        return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
    }

    /// Each block's rows and columns exchanged.
    private static func turned(_ numbers: [Float], blocks: Int, rows: Int, columns: Int) -> [Float] {
        var turned = [Float](repeating: 0, count: numbers.count)
        for block in 0..<blocks {
            let first = block * rows * columns
            for row in 0..<rows {
                for column in 0..<columns { turned[first + column * rows + row] = numbers[first + row * columns + column] }
            }
        }
        return turned
    }

    /// A tensor's floating-point numbers, rounded to the nearest of 32 bits; nil where they are of another kind.
    private static func roundedFloats(_ tensor: SafeTensors.Tensor) -> [Float]? {
        func words<Word: FixedWidthInteger>(_: Word.Type) -> [Word] {
            var words = [Word](repeating: 0, count: tensor.bytes.count / MemoryLayout<Word>.size)
            words.withUnsafeMutableBytes { _ = tensor.bytes.copyBytes(to: $0) }
            return words
        }
        switch tensor.element {
        case .float32: return words(UInt32.self).map { Float(bitPattern: $0) }
        case .float64: return words(UInt64.self).map { Float(Double(bitPattern: $0)) }
        case .bfloat16: return words(UInt16.self).map { Float(bitPattern: UInt32($0) << 16) }
        case .float16:
            return words(UInt16.self).map { word in
                let magnitude = UInt32(word) & 0x7fff
                // Read as 32 bits, the exponent is 112 short; a product with 2^112 is exact, for subnormal numbers too.
                let value =
                    magnitude >= 0x7c00
                    ? Float(bitPattern: 0x7f80_0000 | (magnitude & 0x3ff) << 13) : Float(bitPattern: magnitude << 13) * 0x1p112
                return word & 0x8000 == 0 ? value : -value
            }
        default: return nil
        }
    }
}
