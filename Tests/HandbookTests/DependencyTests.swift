import Foundation
import Handbook
import Testing

@Suite("Declared dependencies") struct DependencyTests {
    /// What comes with the toolchain.
    private static let toolchain: Set = [
        "Foundation", "FoundationXML", "Dispatch", "Synchronization", "Testing", "Glibc", "Darwin",
    ]

    @Test("what Package.swift declares for a module is what its files import, so that the map is the truth")
    func declared() throws {
        let house = try Project.houseWithTests.get()
        // A target built on a program has it run, not imported.
        let programs: Set = ["refigure", "digest-sources", "write-handbook"]
        // What tests share, every paper's are given.
        let shared: Set = ["TestSupport"]
        // Files in C name headers, not modules.
        for module in house.modules where !["CKernels", "CImages"].contains(module.name) {
            let declared = Set(module.uses + module.outside)
            // The papers' modules stand in Papers' folder.
            let within = house.modules.map(\.folder).filter { $0.hasPrefix("\(module.folder)/") }
            let imported = try Self.imports(
                ofFolder: "\(Project.folder)/\(module.folder)", without: within.map { "\($0.dropFirst(module.folder.count + 1))/" })
            #expect(
                imported.subtracting(declared).sorted() == [], "\(module.name) imports what Package.swift does not declare for it")
            #expect(
                declared.subtracting(imported).subtracting(programs.union(shared)).sorted() == [],
                "Package.swift declares for \(module.name) what none of its files imports")
        }
    }

    @Test("the benchmarks, a package of their own, declare the project's modules that they import")
    func benchmarks() throws {
        let modules = Set(try Project.houseWithTests.get().modules.map(\.name))
        let manifest = try String(contentsOfFile: "\(Project.folder)/Benchmarks/Package.swift", encoding: .utf8)
        let lines = manifest.split(separator: "\n").map(String.init)
        for parent in ["Benchmarks", "Sources"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(Project.folder)/Benchmarks/\(parent)") {
                // From the target's name to the end of its declaration.
                let start = try #require(
                    lines.firstIndex { $0.contains("(\"\(name)\"") || $0.contains("name: \"\(name)\"") }, "\(name)")
                let end = lines[start...].firstIndex { $0.hasSuffix("),") } ?? lines.count - 1
                let declared = lines[start...end].joined()
                let imported = try Self.imports(ofFolder: "\(Project.folder)/Benchmarks/\(parent)/\(name)")
                for module in imported.intersection(modules).sorted() {
                    #expect(declared.contains("\"\(module)\""), "Benchmarks/Package.swift does not declare \(module) for \(name)")
                }
            }
        }
    }

    @Test(
        "an import is found whatever stands before and behind it",
        arguments: [
            ("import Files", ["Files"]), ("@testable import Files // why", ["Files"]),
            ("package import struct Files.Fault", ["Files"]),
            ("#if canImport(Glibc)\n    import Glibc\n#endif", ["Glibc"]), ("let text = \"\"\"\n    import Files", []),
            ("// import Files", []),
            ("importing(Files)", []),
        ])
    func found(_ source: String, _ modules: [String]) {
        #expect(Self.imports(of: source).sorted() == modules)
    }

    /// - Parameter others: folders in it that are passed over: "Example/".
    private static func imports(ofFolder folder: String, without others: [String] = []) throws -> Set<String> {
        var found: Set<String> = []
        let files = try #require(FileManager.default.enumerator(atPath: folder))
        for case let file as String in files where file.hasSuffix(".swift") && !others.contains(where: file.hasPrefix) {
            found.formUnion(imports(of: try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)))
        }
        return found.subtracting(toolchain)
    }

    /// The modules that a source file imports, on the lines before anything else than comments and conditions.
    private static func imports(of source: String) -> Set<String> {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let modifiers: Set<Substring> = ["package", "public", "internal", "private", "fileprivate"]
        var modules: Set<String> = []
        for line in source.split(separator: "\n") {
            var words = line.split(separator: " ")[...]
            while let first = words.first, first.hasPrefix("@") || modifiers.contains(first) { words.removeFirst() }
            guard let first = words.popFirst(), !first.hasPrefix("//"), !first.hasPrefix("#") else { continue }
            guard first == "import" else { break }
            if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
            if let module = words.first?.split(separator: ".").first { modules.insert(String(module)) }
        }
        return modules
    }
}
