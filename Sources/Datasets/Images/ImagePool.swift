import Files

/// The images of a folder to train on, and those of another to test with.
package struct ImagePool: Sendable {
    package let training: ImageSamples
    package let test: ImageSamples?

    package init(training: ImageSamples, test: ImageSamples?) {
        self.training = training
        self.test = test
    }

    /// The images of a selection, chosen as `SamplePool.split` says, a share of the training labels shuffled.
    /// - Throws: a `Fault` (status usage) where the selection asks for what the folder does not have.
    package func split(by selection: DataSelection) throws -> SampleSplit<ImageSamples> {
        func refuse(_ problem: String, _ remedy: String) -> Fault {
            SampleChoice.refusal(of: selection, problem, remedy)
        }
        if selection.labelling != nil { throw refuse("a folder of images has one label an image", "leave out the labelling") }
        if selection.keptInputs != nil { throw refuse("features of images of a folder are all kept", "leave out which are kept") }
        if selection.deformation != nil { throw refuse("images of a folder are not deformed", "leave out the deformation") }
        let choice = try SampleChoice(selection, from: ClassLabels(training), test: test.map { ClassLabels($0) })
        let chosen = training.selecting(choice.training, keeping: selection.classes)
        let labels = try ClassLabels.shuffled(
            chosen.labels, share: selection.shuffledLabelShare, seed: selection.seed)
        return SampleSplit(
            training: chosen.replacingLabels(labels),
            validation: choice.validation.isEmpty ? nil : training.selecting(choice.validation, keeping: selection.classes),
            test: test.map { $0.selecting(choice.test, keeping: selection.classes) })
    }
}

extension ClassLabels {
    init(_ images: ImageSamples) {
        self.init(labels: images.labels, classes: images.classes)
    }
}
