import Files
import SourceDigest

/// The project's source files: what each says, and what it uses of the others.
public struct SourceSet: Sendable {
    private let index: SourceIndex
    /// Path below Sources ("InformationTheory/Entropy.swift") -> digest of the file's code.
    private var digests: [String: String]
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
        var changed = self
        changed.digests[path] = digest
        return changed
    }

    /// The files whose code may run where that of the roots does: the roots, the files that declare what they mention, and so on. Of a
    /// file only those declarations mention others that are themselves used.
    ///
    /// A type's extension is used where the type and one of the extension's members are mentioned, whoever mentions them; what is
    /// called without a name (initialisers, operators, requirements of the standard library's protocols) is used with its type. A file
    /// that cannot be told apart into declarations is used wherever it may be.
    /// - Parameters:
    ///   - roots: used whole.
    ///   - named: names that the roots are called by from outside.
    ///   - counts: whether a file may be used at all.
    ///   - opens: whether the parts of a file that are used without a name count.
    ///   - isList: whether a file only lists others: that it is used makes none of them used.
    /// - Precondition: the roots are known.
    public func uses(
        from roots: Set<String>, named: Set<String> = [], counts: (String) -> Bool, opens: (String) -> Bool = { _ in true },
        isList: (String) -> Bool = { _ in false }
    ) -> Set<String> {
        index.reach(from: roots, named: named, counts: counts, opens: opens, isList: isList)
    }

    /// The files' digests, one input a module, in order of the modules.
    /// - Precondition: the files are known.
    public func inputs(_ paths: some Collection<String>) -> [KeyInput] {
        var modules: [Substring: [(path: String, digest: String)]] = [:]
        for path in paths {
            guard let digest = digests[path], let slash = path.firstIndex(of: "/") else {
                preconditionFailure("no source file '\(path)' is known")
            }
            modules[path[..<slash], default: []].append((String(path[path.index(after: slash)...]), digest))
        }
        return modules.sorted { $0.key < $1.key }.map { .source(String($0.key), files: $0.value) }
    }
}
