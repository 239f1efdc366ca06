import Files
import Foundation
import Networks
import NumericCore
import Results

/// Damage to .safetensors files that keeps their frame: the header's length fits, and where there is a digest, it fits too.
enum SafeTensorsDamage {
    /// The header is damaged as a tree; the bytes behind it stay, or become as many as its last offset says.
    static let header: Damage = { bytes, random in
        guard bytes.count >= 8 else { return nil }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(bytes.count - 8), let tree = try? JSONReader.read(Array(bytes[8..<8 + Int(length)])) else {
            return nil
        }
        let text = JSONWriter.text(TreeDamage.damaged(tree, with: &random))
        return lengthBytes(text.count) + text + bytes[(8 + Int(length))...]
    }

    /// The tensors and the job of a trained network's file are damaged and sealed again.
    static let sealed: Damage = { bytes, random in
        guard var file = try? SafeTensors(decoding: Data(bytes), path: "file"), let format = file.metadata["format"],
            var job = file.metadata["job"]
        else { return nil }
        for _ in 0...random.integer(2) {
            if random.integer(4) == 0 {
                job = String(decoding: words(Array(job.utf8), &random) ?? [], as: UTF8.self)
            } else if random.integer(2) == 0, let tree = try? JSONReader.read(Array(job.utf8)) {
                job = String(decoding: JSONWriter.text(TreeDamage.damaged(tree, with: &random)), as: UTF8.self)
            } else {
                spoil(&file.tensors, &random)
            }
        }
        file.metadata["job"] = job
        file.metadata["sha256"] = sealDigest(of: file.tensors, format: format, job: job, key: file.metadata["key"])
        return Array(file.encoded())
    }

    private static let words = TextDamage.words(TextDamage.numbers)

    private static func lengthBytes(_ count: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } }

    private static func spoil(_ tensors: inout [SafeTensors.Tensor], _ random: inout SeededGenerator) {
        guard !tensors.isEmpty else { return }
        let place = random.integer(tensors.count)
        var tensor = tensors[place]
        switch random.integer(6) {
        case 0: tensors.remove(at: place)
        case 1:
            tensor.name = random.pick([
                "state.squares.layers.0.weights", "best.epoch", "validation.loss", "epochs", tensor.name + "s",
            ])
            if !tensors.contains(where: { $0.name == tensor.name }) { tensors[place] = tensor }
        case 2:
            // Other dimensions, with the bytes that they ask for.
            let shape = random.pick([
                [], [0], [1], [2, 2], [1, 3], tensor.shape + [1], tensor.shape + [2], Array(tensor.shape.dropLast()),
            ])
            let count = shape.reduce(1, *) * tensor.element.size
            let bytes = (0..<count).map {
                tensor.bytes.isEmpty ? 0 : tensor.bytes[tensor.bytes.startIndex + $0 % tensor.bytes.count]
            }
            tensors[place] = .init(name: tensor.name, element: tensor.element, shape: shape, bytes: Data(bytes))
        case 3:
            let element = random.pick([ElementType.float32, .float64, .int64, .uint8])
            guard tensor.bytes.count % element.size == 0 else { return }
            tensors[place] = .init(
                name: tensor.name, element: element, shape: [tensor.bytes.count / element.size], bytes: tensor.bytes)
        case 4: tensors.swapAt(place, random.integer(tensors.count))
        default:
            var bytes = [UInt8](tensor.bytes)
            guard !bytes.isEmpty else { return }
            let start = random.integer(bytes.count) / 8 * 8
            let fill: UInt8 = random.pick([0, 0xff, 0x7f, 0x80])
            for index in start..<min(bytes.count, start + 8) { bytes[index] = fill }
            tensor.bytes = Data(bytes)
            tensors[place] = tensor
        }
    }
}
