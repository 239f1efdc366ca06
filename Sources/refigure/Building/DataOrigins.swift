import DataFiles
import Datasets
import Results

extension Provenance.DataOrigin {
    /// Where the files of the data sets came from, as far as they are here, in the manifest's order; empty where that cannot be told.
    static func all(of datasets: [DatasetName], in library: DataLibrary) -> [Provenance.DataOrigin] {
        ((try? library.survey(of: datasets)) ?? []).compactMap { status in
            guard case .present(_, let source, _) = status.state else { return nil }
            return Provenance.DataOrigin(dataset: status.dataset.rawValue, file: status.file, source: source)
        }
    }
}
