import Datasets
import Networks
import NumericCore
import Probing
import Testing

@Suite("The code of the article \"Training a network that is the same everywhere\"")
struct TrainingTheSameEverywhere {
    @Test("the network of a job is the same bit for bit, on other kernels, resumed or not")
    func train() throws {
        // listing: train-job
        let job = TrainingJob(
            architecture: Architecture(inputs: 12, hidden: [.init(8, .tanh), .init(4, .tanh)], classes: 2),
            recipe: Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 64, epochs: 20),
            data: DataSelection(.szt),
            seed: 1,
            snapshots: SnapshotSchedule(everyEpochUpTo: 3, count: 8))
        // end of listing

        // listing: train-run
        let data = DataSplit(training: SZT.samples(), validation: nil, test: nil)
        let trajectory = try Trainer().train(job, on: data)
        let accuracy = trajectory.training.accuracy  // of epochs 0, 1, ... 20
        // end of listing
        #expect(accuracy.count == 21)
        #expect(accuracy[20] > accuracy[0])

        // listing: train-same
        let elsewhere = try Trainer(kernels: .portable).train(job, on: data)
        let isTheSame = elsewhere == trajectory  // true: every weight and every score, bit for bit
        // end of listing
        #expect(isTheSame)

        // listing: train-resume
        var checkpoints: [Checkpoint] = []
        _ = try Trainer().train(job, on: data, checkpointEvery: .zero, checkpoint: { checkpoints.append($0) })
        let halfway = checkpoints[checkpoints.count / 2]
        let resumed = try Trainer().train(job, on: data, resume: halfway)  // the same trajectory again
        // end of listing
        #expect(halfway.epoch > 0 && halfway.epoch < 20)
        #expect(resumed == trajectory)

        for snapshot in trajectory.snapshots {
            // listing: train-read
            let reader = ActivationReader(job.architecture)
            let hidden = reader.read(snapshot.weights, on: data.training)
            // hidden[0] is 8 x 4096, units x samples; hidden[1] is 4 x 4096; hidden[2] has the classes' probabilities.
            // end of listing
            #expect(hidden.map(\.rows) == [8, 4, 2])
        }
        #expect(trajectory.snapshots.map(\.epoch) == job.snapshots.epochs(upTo: 20))
    }
}
