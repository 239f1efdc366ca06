/// CIFAR-100 (Krizhevsky 2009): a hundred classes, five of each of twenty coarse ones; 500 training and 100 test images a class.
///
/// A number of images of a class are those of the least digests, so that a sample with the first hundred of each gives the same as the
/// whole, and bytes become features by the whole's means and deviations whichever is read.
package enum CIFAR100 {
    package static let coarseClasses = 20
    package static let classes = 100

    package static let format = format(folder: "cifar-100-binary")

    /// That of the sample: its records are some of the whole's.
    package static let sampleFormat = format(folder: "cifar-100-sample")

    private static func format(folder: String) -> CIFARFormat {
        CIFARFormat(
            folder: folder, trainingFiles: ["train.bin"], testFiles: ["test.bin"], classes: [coarseClasses, classes],
            totals: totals,
            isTakenInOrder: true)
    }

    /// Of the 50,000 training images: means of 0.50707516, 0.48654887 and 0.44091784, deviations of 0.26733429, 0.25643846 and
    /// 0.27615047, with 1 for the greatest byte.
    package static let totals = [
        ChannelTotals(count: 50_000 * 1024, sum: 6_620_373_279, squares: 1_093_977_562_105),
        ChannelTotals(count: 50_000 * 1024, sum: 6_352_382_090, squares: 1_007_075_543_166),
        ChannelTotals(count: 50_000 * 1024, sum: 5_756_623_363, squares: 901_128_318_593),
    ]
}
