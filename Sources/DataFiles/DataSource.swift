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
        switch try given(by: environment) {
        case .folder(let path, let called)?: places.append(.folder(FilePath(path).appending(dataset.folder), called: called))
        case .address(let address)?: places.append(.address("\(address)\(dataset.folder)/"))
        case nil: break
        }
        if let system = dataset.system { places.append(.folder(system, called: system)) }
        return places + dataset.addresses.map(DataSource.address)
    }

    /// Where a folder of the user's own may be, in the order in which the places are looked at.
    /// - Parameters:
    ///   - name: its path below `data/` or REFIGURE_DATA.
    ///   - folder: the project's `data/`.
    ///   - environment: the value of REFIGURE_DATA; an address is not asked.
    /// - Throws: a `Fault` (status data) where REFIGURE_DATA is neither a folder nor an address.
    static func folders(named name: String, folder: String, environment: String?) throws -> [(path: String, called: String)] {
        var places = [(path: "\(folder)/\(name)", called: "data/\(name)")]
        if case .folder(let path, let called)? = try given(by: environment) {
            places.append((FilePath(path).appending(name), "\(called) (\(path)/\(name))"))
        }
        return places
    }

    /// What REFIGURE_DATA names; nil where it is unset or empty.
    private static func given(by environment: String?) throws -> DataSource? {
        guard let environment, !environment.isEmpty else { return nil }
        if let scheme = environment.range(of: "://") {
            guard ["http", "https", "file"].contains(environment[..<scheme.lowerBound].lowercased()) else {
                throw refusal("the address \(environment) is of a kind that cannot be read")
            }
            return .address("\(environment)\(environment.hasSuffix("/") ? "" : "/")")
        }
        var status = stat()
        guard stat(environment, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, access(environment, R_OK | X_OK) == 0 else {
            throw refusal(errno == EACCES ? "the folder \(environment) may not be read" : "there is no folder \(environment)")
        }
        return .folder(URL(fileURLWithPath: environment).standardizedFileURL.path, called: "REFIGURE_DATA")
    }

    private static func refusal(_ problem: String) -> Fault {
        Fault(
            problem, at: "REFIGURE_DATA", remedy: "name a folder, or an http, https or file address, or unset it", status: .data)
    }
}
