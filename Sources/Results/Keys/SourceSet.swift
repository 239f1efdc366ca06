import Files

/// The digests of the project's source files, by module.
public struct SourceSet: Sendable {
    /// Path below Sources -> digest, per module.
    private let modules: [String: [String: String]]

    /// - Parameter files: path below Sources ("InformationTheory/Entropy.swift") -> digest of its code.
    public init(files: [String: String]) {
        var modules: [String: [String: String]] = [:]
        for (path, digest) in files {
            modules[String(path.prefix { $0 != "/" }), default: [:]][path] = digest
        }
        self.modules = modules
    }

    /// The files of a module for which `counts` answers true: paths below Sources, sorted.
    func paths(of module: String, where counts: (String) -> Bool = { _ in true }) -> [String] {
        (modules[module] ?? [:]).keys.filter(counts).sorted()
    }

    /// The digest of a module, or of those of its files that count; a file's coming, going or moving changes it.
    /// - Precondition: the module has such files.
    public func module(_ name: String, where counts: (String) -> Bool = { _ in true }) -> String {
        let lines = paths(of: name, where: counts).map { "\($0) \(modules[name]![$0]!)\n" }
        precondition(!lines.isEmpty, "no source file of the module '\(name)' is known")
        return SHA256.hex(of: lines.joined())
    }

    /// The digest of one file.
    func file(_ path: String) -> String {
        guard let digest = modules[String(path.prefix { $0 != "/" })]?[path] else {
            preconditionFailure("no source file '\(path)' is known")
        }
        return digest
    }
}
