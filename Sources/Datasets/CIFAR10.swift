/// CIFAR-10 (Krizhevsky 2009): ten classes, in five training batches and a test batch.
package enum CIFAR10 {
    package static let classes = 10

    package static let format = CIFARFormat(
        folder: "cifar-10-batches-bin", trainingFiles: (1...5).map { "data_batch_\($0).bin" }, testFiles: ["test_batch.bin"],
        classes: [classes])
}
