import Files
import SourceDigest

/// The project's source files: what each says, and what it uses of the others.
public struct SourceSet: Sendable {
    private let index: SourceIndex
    /// Path below Sources ("InformationTheory/Entropy.swift") -> digest of the file's code.
    private let digests: [String: String]
    /// Files with another digest than the index has.
    private var changed: [String: String] = [:]
    /// All paths, sorted.
    public let paths: [String]

    public init(_ index: SourceIndex) {
        self.index = index
        digests = index.digests
        paths = digests.keys.sorted()
    }

    /// Files of which only the digests are known: each counts wherever it may.
    public init(files: [String: String]) { self.init(SourceIndex(digests: files)) }

    /// The same with another digest of one file: as if its code had changed, and not what it uses.
    public func changing(_ path: String, to digest: String) -> SourceSet {
        precondition(digests[path] != nil, "no source file '\(path)' is known")
        var set = self
        set.changed[path] = digest
        return set
    }

    /// The code that may run where that of the roots does: the roots, the declarations that they mention, and so on.
    ///
    /// A type's function, computed or static member is used where the type and the member are mentioned, whoever mentions them; what is
    /// called without a name (initialisers, operators, requirements of the standard library's protocols) is used with its type. A file
    /// that cannot be told apart into declarations is used wherever it may be.
    /// - Parameters:
    ///   - roots: files that are used whole.
    ///   - named: names that the roots are called by from outside.
    ///   - counts: whether a file may be used at all.
    ///   - opens: whether the parts of a file that are used without a name count.
    ///   - isList: whether a file only lists others: that it is used makes none of them used.
    /// - Returns: path -> digest of what is used of the file: the file's own where that is all.
    /// - Precondition: the roots are known.
    public func uses(
        from roots: Set<String>, named: Set<String> = [], counts: (String) -> Bool, opens: (String) -> Bool = { _ in true },
        isList: (String) -> Bool = { _ in false }
    ) -> [String: String] {
        var used = index.reach(from: roots, named: named, counts: counts, opens: opens, isList: isList)
        for (path, digest) in changed where used[path] != nil { used[path] = digest }
        return used
    }

    /// The files as they are, whole: path -> digest.
    /// - Precondition: they are known.
    public func whole(_ paths: some Collection<String>) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: paths.map { path in
                guard let digest = changed[path] ?? digests[path] else { preconditionFailure("no source file '\(path)' is known") }
                return (path, digest)
            })
    }

    /// Code by path with its digests, one input a module, in order of the modules.
    public func inputs(_ code: [String: String]) -> [KeyInput] {
        var modules: [Substring: [(path: String, digest: String)]] = [:]
        for (path, digest) in code {
            guard let slash = path.firstIndex(of: "/") else { preconditionFailure("'\(path)' is in no module") }
            modules[path[..<slash], default: []].append((String(path[path.index(after: slash)...]), digest))
        }
        return modules.sorted { $0.key < $1.key }.map { .source(String($0.key), files: $0.value) }
    }
}
