import Files
import Foundation

/// The modules of the package and what each uses, as the package itself says.
public struct House: Sendable, Equatable {
    public struct Module: Sendable, Equatable {
        public let name: String
        /// The package's own modules that it is built on or by, in the package's order.
        public let uses: [String]
        /// System libraries and other packages' products, in the package's order.
        public let outside: [String]
        /// Where its sources stand: "Sources/Files".
        public let folder: String

        /// - Parameter folder: nil: the one of its name in Sources.
        public init(_ name: String, uses: [String] = [], outside: [String] = [], folder: String? = nil) {
            self.name = name
            self.uses = uses
            self.outside = outside
            self.folder = folder ?? "Sources/\(name)"
        }
    }

    /// In the package's order.
    public let modules: [Module]

    /// - Parameter modules: what each uses is among them, and none uses itself by any way.
    public init(_ modules: [Module]) {
        self.modules = modules
        let names = Set(modules.map(\.name))
        precondition(names.count == modules.count, "a module is there twice")
        precondition(modules.allSatisfy { names.isSuperset(of: $0.uses) }, "a module uses what is not there")
    }

    /// Reads what `swift package dump-package` prints. A plugin is its tool.
    /// - Parameter tests: whether the tests' targets are modules too.
    /// - Throws: a `Fault` (status usage) where the text is something else.
    public init(packageDump json: Data, withTests tests: Bool = false) throws {
        let dump: PackageDump
        do {
            dump = try JSONDecoder().decode(PackageDump.self, from: json)
        } catch {
            throw Fault(
                "this is not what `swift package dump-package` prints: \(error)", remedy: "give that command's output",
                status: .usage)
        }
        let own = dump.targets.filter {
            ["regular", "executable"].contains($0.type) && (tests || !$0.isOfTests) || tests && $0.type == "test"
        }
        let names = Set(own.map(\.name))
        let tools = Dictionary(
            uniqueKeysWithValues: dump.targets.filter { $0.type == "plugin" }.map { ($0.name, $0.dependencies.map(\.name)) })
        self.init(
            own.map { target in
                let all = target.dependencies.map(\.name) + (target.pluginUsages ?? []).flatMap { tools[$0.name] ?? [] }
                return Module(
                    target.name, uses: all.filter(names.contains), outside: all.filter { !names.contains($0) },
                    folder: target.path ?? (target.type == "test" ? "Tests/\(target.name)" : nil))
            })
    }

    /// The house with each module whose sources stand within another's folder as a part of that one: the papers are one.
    public var joined: House {
        func whole(_ module: Module) -> Module { modules.first { module.folder.hasPrefix("\($0.folder)/") } ?? module }
        let wholes = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, whole($0).name) })
        return House(
            modules.filter { wholes[$0.name] == $0.name }.map { module in
                let parts = modules.filter { wholes[$0.name] == module.name }
                var seen: Set = [module.name]
                func new(_ name: String) -> Bool { seen.insert(name).inserted }
                return Module(
                    module.name, uses: parts.flatMap(\.uses).compactMap { wholes[$0] }.filter(new),
                    outside: parts.flatMap(\.outside).filter(new), folder: module.folder)
            })
    }

    public subscript(name: String) -> Module? { modules.first { $0.name == name } }

    /// One sentence a module: what it uses. Two houses with the same words have the same modules and uses.
    public var words: [String] {
        modules.map { module in
            let inside = module.uses.isEmpty ? "\(module.name) uses no other module" : "\(module.name) uses \(module.uses.listed)"
            return inside + (module.outside.isEmpty ? "." : ", and from outside \(module.outside.listed).")
        }
    }

    /// Who uses whom, without the uses that a longer way implies.
    public var directUses: [Use] {
        modules.flatMap { module in
            module.uses.filter { used in
                !module.uses.contains { $0 != used && reaches(used, from: $0) }
            }.map { Use(of: $0, by: module.name) }
        }
    }

    public struct Use: Hashable, Sendable {
        public let used: String
        public let user: String

        public init(of used: String, by user: String) {
            self.used = used
            self.user = user
        }
    }

    private func reaches(_ target: String, from start: String) -> Bool {
        start == target || (self[start]?.uses ?? []).contains { reaches(target, from: $0) }
    }
}

extension [String] {
    var listed: String { joined(separator: ", ") }
}

/// The part of `swift package dump-package` that is read.
private struct PackageDump: Decodable {
    struct Target: Decodable {
        let name: String
        let type: String
        let dependencies: [Reference]
        let pluginUsages: [Reference]?
        let path: String?

        /// Whether it serves the tests alone.
        var isOfTests: Bool { path?.hasPrefix("Tests/") ?? false }
    }

    /// `{"byName": ["Files", null]}`, `{"product": ["ArgumentParser", ...]}`, `{"plugin": [...]}`: the name comes first.
    struct Reference: Decodable {
        let name: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer().decode([String: FirstName].self)
            guard let first = container.values.first else {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "an empty reference"))
            }
            name = first.name
        }
    }

    struct FirstName: Decodable {
        let name: String

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            name = try list.decode(String.self)
        }
    }

    let targets: [Target]
}
