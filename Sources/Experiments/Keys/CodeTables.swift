/// Which code does what, as far as its names do not say it. A file that is in none of the lists counts.
enum CodeTables {
    /// What a network is trained by.
    static let training: Set = ["CKernels", "CImages", "NumericCore", "Datasets", "Networks", "Files"]

    /// Files of these modules that move no weight.
    static let movesNoWeight: Set = [
        "CKernels/ablations.h", "CKernels/binning.c", "CKernels/include/binning.h", "CKernels/counting.c",
        "CKernels/include/counting.h", "CKernels/thresholds.c", "CKernels/include/thresholds.h", "CKernels/noise.h",
        "CKernels/squared_error.h", "Networks/Storing/PublishedNames.swift", "Networks/Storing/PublishedWeights.swift",
        "Networks/Running/Fitter.swift", "Networks/Running/Gradient.swift",
        "Networks/Running/MachineRegression.swift", "Networks/Running/RegressionSamples.swift", "Networks/Running/StepRun.swift",
        "NumericCore/FixedPoint.swift",
    ]

    /// Files that only trainings with the part depend on.
    static func files(of part: TrainingPart) -> Set<String> {
        switch part {
        case .normalisation: ["Networks/Operations/Normalise.swift", "CKernels/normalisation.h"]
        case .convolution:
            [
                "Networks/Operations/Convolution.swift", "CKernels/maps.h", "CKernels/convolution.h", "CKernels/winograd.h",
                "CKernels/map_normalisation.h",
            ]
        case .pooling:
            ["Networks/Operations/Pool.swift", "Networks/Operations/Flatten.swift", "CKernels/maps.h", "CKernels/pooling.h"]
        case .addition: ["Networks/Operations/Add.swift", "CKernels/maps.h", "CKernels/pooling.h"]
        case .scattering: ["Networks/Operations/Scatter.swift"]
        case .dropout: ["Networks/Operations/Dropout.swift", "CKernels/dropout.h"]
        case .mapDropout: ["Networks/Operations/MapDropout.swift", "CKernels/dropout.h", "CKernels/maps.h"]
        case .szt: ["Datasets/SZT.swift"]
        case .mnist: ["Datasets/MNIST.swift", "Datasets/IDX.swift"]
        case .cifar10: ["Datasets/CIFAR10.swift", "Datasets/CIFARFormat.swift"]
        case .cifar100: ["Datasets/CIFAR100.swift", "Datasets/CIFARFormat.swift"]
        case .imageFolder:
            [
                "Datasets/Images/ImagePool.swift", "Datasets/Images/ImagePreparation.swift", "Datasets/Images/ImageResizing.swift",
                "Datasets/Images/ImageSamples.swift", "Datasets/Images/ImageSelection.swift", "Datasets/Images/LoadedImages.swift",
                "Datasets/Images/RGBImage.swift", "CImages/include/CImages.h", "CImages/jpeg.c", "CImages/png.c",
            ]
        case .glyphs: ["Datasets/Glyphs.swift", "Datasets/GlyphOutlines.swift"]
        case .textures: ["Datasets/Textures.swift"]
        case .shades: ["Datasets/Shades.swift"]
        case .deformation: ["Datasets/ImageDeformer.swift"]
        }
    }

    /// Files that list others, each as what it is: a line that comes or goes changes nothing for the others.
    static let lists: Set = [
        "CKernels/kernel_set.h", "CKernels/kernels_avx512.c", "CKernels/include/kernels.h", "NumericCore/KernelSet.swift",
        "Networks/Operations/OperationKinds.swift", "Datasets/DatasetName.swift", "Datasets/StandIn.swift",
    ]

    /// Of Files, what only names, locks, writes or checks files, words what is wrong, or runs programs: all that is read through it is held
    /// against a digest.
    static let fileHandling: Set = [
        "Files/AtomicFile.swift", "Files/ChildProcess.swift", "Files/ControlCharacters.swift", "Files/DescriptorWriter.swift",
        "Files/Fault.swift", "Files/FileLock.swift", "Files/FilePath.swift", "Files/FileStamp.swift", "Files/Folder.swift",
        "Files/Interruption.swift",
        "Files/InterruptionWatch.swift", "Files/MarkupEscaping.swift", "Files/MemoryLimit.swift", "Files/NearestNames.swift",
        "Files/OutputTarget.swift",
        "Files/PartialFiles.swift", "Files/PlainFile.swift", "Files/ProcessStart.swift", "Files/Removal.swift",
        "Files/SHA256.swift",
        "Files/ShellCommand.swift", "Files/StandardStream.swift", "Files/SystemError.swift", "Files/ThreadWatch.swift",
        "Files/VisibleText.swift", "Files/WorkThread.swift",
    ]

    /// What a figure's numbers are computed by, besides what its networks are trained by.
    static let computing: Set = [
        "SampleStatistics", "Judging", "InformationTheory", "Probing", "Pruning", "Results", "Experiments", "Papers",
    ]

    /// What figures are written in.
    static let figures: Set = ["Experiments", "Papers"]

    /// The figures that measure a user's files, and what they are computed and drawn by besides.
    static let measured = "MeasuredFigures"
    static let measuring: Set = [measured, "Measuring", "Activations"]

    /// What every picture is drawn by.
    static let drawing: Set = ["Charts", "CairoCanvas"]

    /// What writes a figure's numbers as CSV.
    static let csv: Set = ["refigure/Building/FigureCSV.swift", "Measuring/CSVText.swift"]

    /// What starts the work and does none.
    static let running: Set = [
        "Experiments/Running", "Experiments/Estimates", "Experiments/Keys", "Experiments/Registry.swift", "Papers/Papers.swift",
    ]

    /// The names by which a product is asked for.
    static let productNames: Set = ["compute", "networks", "data"]

    /// The names by which a figure's numbers are asked for.
    static let computingNames: Set = [
        "needs", "compute", "next", "data", "parameters", "id", "label", "title", "paper", "identity",
    ]

    /// Those by which its picture is.
    static let drawingNames: Set = ["chart", "id", "label", "title", "paper", "identity"]

    /// Whether a file of Results is of its types; the folders below (keys, store, texts) count for nothing, for all that they read carries
    /// a digest.
    static func isType(_ path: String) -> Bool { path.hasPrefix("Results/") && path.split(separator: "/").count == 2 }
}
