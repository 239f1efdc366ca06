/// Channels at their places among more, which are 0: what an addition takes of a branch that has lost some of its maps.
public struct Scatter: Op {
    public static let kind = "scatter"
    /// Where each channel goes, ascending.
    public var places: [Int]
    /// Channels that are made.
    public var channels: Int

    public init(to places: [Int], of channels: Int) {
        self.places = places
        self.channels = channels
        precondition(isSound, "channels go to \(places) of \(channels)")
    }

    private var isSound: Bool {
        guard let first = places.first, let last = places.last else { return false }
        return first >= 0 && last < channels && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
    }

    public func shape(of inputs: [Shape]) -> Shape? {
        guard inputs.count == 1, isSound, inputs[0].channels == places.count, Shape.widths.contains(channels) else { return nil }
        let shape = Shape(channels: channels, rows: inputs[0].rows, columns: inputs[0].columns)
        return shape.isSound ? shape : nil
    }

    public func operation(at place: Place) -> any Operation { ScatterOperation(place, self) }
}

private final class ScatterOperation: Operation {
    private let input: Feed
    private let output: Value
    private let places: [Int]
    /// The input's channel of each of the output's; nil: it is 0.
    private let sources: [Int?]

    init(_ place: Place, _ op: Scatter) {
        input = place.inputs[0]
        output = place.output
        places = op.places
        var sources = [Int?](repeating: nil, count: op.channels)
        for (source, place) in op.places.enumerated() { sources[place] = source }
        self.sources = sources
    }

    func forward(_ pass: Pass) {
        let (source, target) = (input.values(pass), output.values(pass))
        pass.share(sources.count) { part, _ in
            for channel in part {
                let runs = output.shape.runs(ofChannel: channel, at: target, pass)
                guard let from = sources[channel] else {
                    for run in runs { run.update(repeating: 0) }
                    continue
                }
                for (run, values) in zip(runs, input.shape.runs(ofChannel: from, at: source, pass)) {
                    _ = run.update(fromContentsOf: values)
                }
            }
        }
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta, let below = input.delta else { return }
        pass.share(places.count) { part, _ in
            for channel in part {
                let runs = input.shape.runs(ofChannel: channel, at: below.base, pass)
                for (run, values) in zip(runs, output.shape.runs(ofChannel: places[channel], at: delta.base, pass)) {
                    _ = run.update(fromContentsOf: values)
                }
            }
        }
    }
}
