import Charts
import Datasets
import Files
import Networks
import Results

extension Inputs {
    /// The parameters of a needed network of the user's, and its images; nil where either is not there.
    /// - Throws: a `Fault` where the file is not of the network, or the folder has other classes.
    package func weights(of network: PublishedNetwork) throws -> (weights: Weights, images: ImageSamples)? {
        guard let found = try published(network) else { return nil }
        let (images, classes) = (found.images.split.training, network.architecture.classes)
        guard images.classes == classes else {
            throw Fault(
                "has \(images.classes) classes, where the network of \(network.file) has \(classes)", at: network.images.name,
                remedy: "put a folder a class there, \(classes) in all", status: .data)
        }
        return (try PublishedWeights.imported(fileAt: found.location, for: network.architecture), images)
    }
}

extension PublishedNetwork {
    /// A panel of what was found, or one that says what is needed.
    package func panel(_ panel: PanelResult, of result: FigureResult, _ drawn: (PanelResult) -> Panel) -> Panel {
        guard panel.series.isEmpty else { return drawn(panel) }
        // Short lines: words that a small panel has no room for are not drawn.
        let lines = ["needs ImageNet", "and the network’s file:", "see data/README.md"]
        let empty = Axis(domain: 0...1, ticks: .none, grid: false)
        return Panel(
            panel, x: empty, y: empty,
            marks: [.region(RegionMark())]
                + lines.enumerated().map { line, text in
                    let top = 0.68 - 0.12 * Double(line)
                    return .region(RegionMark(y: top - 0.12...top, color: .white.withAlpha(0), text: RichText(plain: text)))
                })
    }
}
