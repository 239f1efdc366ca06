import Datasets
import Networks

extension LabelledSamples {
    /// The samples' places in portions, between which a run can be stopped.
    public func portions(of size: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: size).map { $0..<Swift.min($0 + size, count) }
    }
}

extension Inputs {
    /// A job's validation set and its test set.
    /// - Precondition: the job's data have them.
    /// - Throws: a `Fault` where they cannot be had.
    public func validation(_ job: TrainingJob) throws -> LabelledSamples {
        guard let held = try data(job.data).split.validation else { preconditionFailure("\(job.name) has no validation set") }
        return held
    }

    public func test(_ job: TrainingJob) throws -> LabelledSamples { try test(job.data) }

    public func test(_ selection: DataSelection) throws -> LabelledSamples {
        guard let test = try data(selection).split.test else { preconditionFailure("\(selection.name) has no test set") }
        return test
    }
}
