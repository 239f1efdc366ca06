import Bundles
import Experiments
import Results

/// What a bundle says of itself to people and to archives: README.md and CITATION.cff.
struct BundleWords {
    let manifest: BundleManifest
    let session: Session
    let provenance: Provenance
    let hasNetworks: Bool
    let hasPages: Bool

    private static let dirty = ", with changes that no commit has"

    private var papers: [Experiments.Paper] {
        let used = session.definition.entries.map(\.experiment.paper)
        return session.papers.filter { used.contains($0) && $0.year != nil }
    }

    private var command: String { "make report REPORT=\(manifest.report)" }

    var readme: String {
        let commit = provenance.commit.map { "commit `\($0)`\(provenance.dirty ? Self.dirty : "")" } ?? "the sources below"
        let pieces =
            "\(manifest.networks.count) trained networks"
            + (manifest.products.isEmpty ? "" : " and \(manifest.products.count) products of networks")
        let networks =
            hasNetworks
            ? "`networks/`, `products/`, `weights/`: \(pieces), under the names that they have in a store; .safetensors and JSON"
            : "`manifest.json` also lists the SHA-256 of each of the \(pieces), which are not in it themselves"
        let data = manifest.data.map { input in
            let words = input.value.split(separator: " ")
            return "| \(words.dropLast().joined(separator: " ")) | `\(words.last ?? "")` |\n"
        }.joined()
        return """
            # \(manifest.title)

            A report of Refigure \(manifest.version): \(manifest.figures.count) figures from \(papers.count) \
            paper\(papers.count == 1 ? "" : "s"), from training the networks to the printed page.

            - `index.html`, `report.pdf`, `report.md`: the report.
            - `figures/`: each figure as PNG, PDF and SVG; `results/`: its numbers, settings, claims and verdicts as JSON, its curves and tables as CSV.
            - `definition.yml`: which figures, with which settings.
            - `provenance.json`: where, when and with what it was made; `sources.txt`: the SHA-256 of each source file (without comments
              and blank space) and of each template.
            - `manifest.json`: the SHA-256 of every other file.
            - \(networks).
            \(hasPages ? "- `\(BundlePath.pages)`: pages of the report's own, and what they cite and lead to.\n" : "")\

            ## Checking it

            A trained network is the same bits on any machine, so that a part of this can be tried anywhere, and the whole, too. In a clone
            of Refigure at \(commit), built by `make build`:

            ```sh
            refigure verify FILE          # five networks and two figures, drawn at random, trained and computed anew
            refigure verify FILE --all    # everything
            ```

            ## Making it anew

            ```sh
            make data                     # or REFIGURE_DATA=a folder that has the data sets
            cp definition.yml reports/\(manifest.report).yml
            \(hasPages ? "cp -R \(BundlePath.pages). reports/\n" : "")\
            \(hasNetworks ? "refigure store import FILE    # its networks serve as if trained there\n" : "")\(command)
            ```

            ## What it was made of

            | data set | SHA-256 |
            |---|---|
            \(data)
            Sources: SHA-256 of `sources.txt` `\(manifest.sources)`.

            Papers:

            \(papers.map { "- \($0.citation)\n" }.joined())
            """
    }

    /// Citation File Format 1.2.0.
    var citation: String {
        let references = papers.map { paper in
            """
              - type: article
                title: \(Self.quoted(paper.title))
                authors:
            \(Self.names(paper.authors).map { "      - name: \(Self.quoted($0))\n" }.joined())\
                year: \(paper.year ?? 0)
                notes: \(Self.quoted(paper.venue))

            """
        }
        return """
            cff-version: 1.2.0
            message: "If you use this report, cite it and the papers whose figures it has."
            type: dataset
            title: \(Self.quoted("\(manifest.title): a report of Refigure"))
            version: "\(manifest.version)"
            # Who made the report stands here beside them.
            authors:
              - name: "The Refigure developers"
            \(provenance.commit.map { "commit: \"\($0)\"\n" } ?? "")references:
            \(references.joined())
            """
    }

    /// A text as YAML writes it between double quotes.
    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// "A, B and C" as three names.
    private static func names(_ authors: String) -> [String] {
        authors.replacing(" and ", with: ", ").split(separator: ", ").map(String.init)
    }
}
