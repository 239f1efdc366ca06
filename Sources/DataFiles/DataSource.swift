import Files
import Foundation

/// A place that may hold a data set's files.
enum DataSource: Equatable, Sendable {
    /// A folder, and what people call it.
    case folder(String, called: String)
    /// The address of a folder, with a slash at its end.
    case address(String)

    /// For people.
    var name: String {
        switch self {
        case .folder(let path, let called): called == "REFIGURE_DATA" ? "\(called) (\(path))" : called
        case .address(let address): address
        }
    }

    /// The places of a data set, in the order in which they are asked.
    /// - Parameters:
    ///   - folder: the project's `data/`.
    ///   - environment: the value of REFIGURE_DATA: a folder or an address; nil or empty: none.
    /// - Throws: a `Fault` (status data) where REFIGURE_DATA is neither.
    static func places(of dataset: Manifest.Dataset, folder: String, environment: String?) throws -> [DataSource] {
        var places = [DataSource.folder("\(folder)/\(dataset.folder)", called: "data/\(dataset.folder)")]
        if let environment, !environment.isEmpty {
            if let scheme = environment.range(of: "://") {
                guard ["http", "https", "file"].contains(environment[..<scheme.lowerBound].lowercased()) else {
                    throw refusal("the address \(environment) is of a kind that cannot be read")
                }
                places.append(.address("\(environment)\(environment.hasSuffix("/") ? "" : "/")\(dataset.folder)/"))
            } else {
                var status = stat()
                guard stat(environment, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
                    access(environment, R_OK | X_OK) == 0
                else {
                    throw refusal(
                        errno == EACCES ? "the folder \(environment) may not be read" : "there is no folder \(environment)")
                }
                let path = FilePath(URL(fileURLWithPath: environment).standardizedFileURL.path).appending(dataset.folder)
                places.append(.folder(path, called: "REFIGURE_DATA"))
            }
        }
        if let system = dataset.system { places.append(.folder(system, called: system)) }
        return places + dataset.addresses.map(DataSource.address)
    }

    private static func refusal(_ problem: String) -> Fault {
        Fault(
            problem, at: "REFIGURE_DATA", remedy: "name a folder, or an http, https or file address, or unset it", status: .data)
    }
}
