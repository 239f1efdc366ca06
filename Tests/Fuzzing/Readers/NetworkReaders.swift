import Files
import Foundation
import Networks

extension FuzzedReader {
    /// Any .safetensors file, whole in memory.
    static func tensors() -> FuzzedReader {
        FuzzedReader("tensors", damages: [SafeTensorsDamage.header]) { bytes in
            let file = try SafeTensors(decoding: Data(bytes), path: "file")
            try promise(try SafeTensors(decoding: file.encoded(), path: "file") == file, "written and read again, it is another")
        }
    }

    static func trajectory() -> FuzzedReader {
        FuzzedReader("trajectory", damages: [SafeTensorsDamage.sealed, SafeTensorsDamage.header]) { bytes in
            try check(Trajectory(decoding: Data(bytes), path: "file"))
        }
    }

    static func checkpoint() -> FuzzedReader {
        FuzzedReader("checkpoint", damages: [SafeTensorsDamage.sealed, SafeTensorsDamage.header]) { bytes in
            let checkpoint = try Checkpoint(decoding: Data(bytes), path: "file")
            try check(checkpoint.trajectory)
            try promise(checkpoint.epoch >= 0, "a checkpoint of epoch \(checkpoint.epoch)")
            let again = try Checkpoint(decoding: checkpoint.encoded(), path: "file")
            try promise(again.encoded() == checkpoint.encoded(), "written and read again, it is another")
        }
    }

    private static func check(_ trajectory: Trajectory) throws {
        let file = trajectory.encoded()
        try promise(try Trajectory(decoding: file, path: "file").encoded() == file, "written and read again, it is another")
        let epochs = trajectory.snapshots.map(\.epoch)
        try promise(
            epochs.allSatisfy { $0 >= 0 } && zip(epochs, epochs.dropFirst()).allSatisfy(<), "snapshots of the epochs \(epochs)")
        let architecture = trajectory.job.architecture
        for snapshot in trajectory.snapshots + [trajectory.best].compactMap(\.self) {
            try promise(snapshot.weights.layers.count == architecture.layerCount, "\(snapshot.weights.layers.count) layers")
            for (index, layer) in snapshot.weights.layers.enumerated() {
                let isRight = layer.matrix.rows == architecture.units(index) && layer.matrix.columns == architecture.fanIn(index)
                try promise(isRight, "layer \(index) of \(layer.matrix.rows) x \(layer.matrix.columns)")
            }
        }
    }
}
