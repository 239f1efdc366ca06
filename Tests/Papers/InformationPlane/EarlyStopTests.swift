import Experiments
import Testing

@testable import InformationPlanePaper

@Suite struct EarlyStopTests {
    @Test("training ends after so many epochs without an improvement, which begin anew at each one")
    func patience() {
        let losses = [0.9, 0.8, 0.85, 0.7, 0.75, 0.71, 0.7, 0.6]
        #expect(EarlyStop.epoch(validationLosses: losses, patience: 1, tolerance: 0) == 2)
        #expect(EarlyStop.epoch(validationLosses: losses, patience: 3, tolerance: 0) == 6)
        #expect(EarlyStop.epoch(validationLosses: losses, patience: 4, tolerance: 0) == 7)
        #expect(EarlyStop.epoch(validationLosses: [0.7], patience: 1, tolerance: 0) == 0)
    }

    @Test("a fall no greater than the tolerance is no improvement, however many there are")
    func tolerance() {
        let creeping = (0..<20).map { 1 - 0.01 * Double($0) }
        #expect(EarlyStop.epoch(validationLosses: creeping, patience: 3, tolerance: 0) == 19)
        #expect(EarlyStop.epoch(validationLosses: creeping, patience: 3, tolerance: 0.05) == 3)
        #expect(EarlyStop.epoch(validationLosses: creeping, patience: 6, tolerance: 0.055) == 19)
    }

    @Test("a training stopped early is the full run's beginning, bit for bit, and ends where the rule says")
    func prefix() throws {
        let samples = SZT.samples()
        let split = DataSplit(training: samples.selecting(0..<600), validation: samples.selecting(600..<900), test: nil)
        func job(_ stopping: EarlyStopping?) -> TrainingJob {
            TrainingJob(
                architecture: Architecture(inputs: 12, hidden: [.init(10, .tanh), .init(3, .tanh)], classes: 2),
                recipe: Recipe(optimiser: .sgd(learningRate: 2), batchSize: 64, epochs: 60, earlyStopping: stopping),
                data: DataSelection(.szt), seed: 3, snapshots: SnapshotSchedule(everyEpochUpTo: 60, count: 61))
        }
        let full = try Trainer().train(job(nil), on: split)
        let losses = try #require(full.validation).loss
        for patience in [2, 4] {
            let stopped = try Trainer().train(job(EarlyStopping(patience: patience)), on: split)
            let epoch = EarlyStop.epoch(validationLosses: losses, patience: patience, tolerance: 0)
            try #require(epoch < full.epochs, "the rule never stops this training")
            #expect(stopped.epochs == epoch)
            #expect(stopped.validation?.loss == Array(losses[...epoch]))
            #expect(stopped.snapshots == Array(full.snapshots[...epoch]))
        }
    }
}
