import Datasets
import Results

extension Provenance.DataOrigin {
    /// Where the files of data sets that are here came from, in the manifest's order; empty where that cannot be told.
    static func all(of library: DataLibrary) -> [Provenance.DataOrigin] {
        ((try? library.survey()) ?? []).compactMap { status in
            guard case .present(_, let source, _) = status.state else { return nil }
            return Provenance.DataOrigin(dataset: status.dataset.rawValue, file: status.file, source: source)
        }
    }
}
