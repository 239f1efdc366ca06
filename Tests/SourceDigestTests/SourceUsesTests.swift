import Foundation
import SourceDigest
import Testing

/// The uses of a small project in memory.
private func index(_ files: [String: String]) throws -> SourceIndex {
    let folder = NSTemporaryDirectory() + "refigure-uses-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (path, text) in files {
        let file = URL(filePath: "\(folder)/\(path)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
    return try SourceDigest.index(of: folder)
}

private func uses(_ files: [String: String], named: Set<String> = []) throws -> [String] {
    try index(files).reach(
        from: ["A/Root.swift"], named: named, counts: { _ in true }, opens: { _ in true }, isList: { $0 == "C/list.h" }
    )
    .keys.filter { $0 != "A/Root.swift" }.sorted()
}

@Suite struct SourceUsesTests {
    @Test(
        "a file is used where a name that it declares is mentioned, by code that is used itself",
        arguments: [
            // Types, functions, variables, whatever stands before them.
            ("let a = Other()", "public struct Other {}", true),
            ("let a = Third()", "public struct Other {}", false),
            ("f { other(1) }", "@inlinable\npackage func other(_ x: Int) {}", true),
            ("let a = other", "nonisolated(unsafe) let other = 1", true),
            ("let a = \"\\(other)\"", "let other = 1", true),
            ("let a = \"other\" // other", "let other = 1", false),
            ("let a = `default`", "let `default` = 1", true),
            ("let a = one", "let (one, two) = (1, 2)", true),
            ("let a = other", "private let other = 1\nlet mine = 2", false),
            ("let a = 1", "let one = 1, two = 2", true),
            ("let a: Name", "public typealias Name = [String: Int]", true),
            ("let a = 1 <+> 2", "infix operator <+>", true),
            // Extensions of the project's types: the type and a member, or what is called without its name.
            ("let a = Known.make()", "extension Known {\n    static func make() -> Known { Known() }\n}", true),
            ("let a = Known.other()", "extension Known {\n    static func make() -> Known { other() }\n}", false),
            ("let a = make()", "extension Known {\n    static func make() -> Known { Known() }\n}", false),
            ("let a: Known", "extension Known { init(x: Int) { self.init() } }", true),
            ("let a: Known", "extension Known: CustomStringConvertible {}", true),
            ("let a: Known", "extension Known { static func + (a: Known, b: Known) -> Known { a } }", true),
            ("let a: Known", "extension Known { var description: String { \"\" } }", true),
            ("let a: Known.Inner; a.make()", "extension Known.Inner { func make() {} }", true),
            ("let a: Inner; a.make()", "extension Known.Inner { func make() {} }", false),
            // Extensions of other types, which nobody need name.
            ("let a = 1.0.fixed(3)", "extension Double { func fixed(_ digits: Int) -> String { \"\" } }", true),
            ("let a = 1.0.rounded()", "extension Double { func fixed(_ digits: Int) -> String { \"\" } }", false),
            ("let a = [1].mean", "extension [Int] { var mean: Double { 0 } }", true),
            ("let a = 1", "extension Double: Known.P {}", true),
            ("let a = 1", "extension Array where Element == Int { subscript(x: String) -> Int { 0 } }", true),
            // What cannot be told apart counts.
            ("let a = 1", "let a = /x}/\nstruct Other {}", true),
            ("let a = 1", "#if A\nstruct Other {\n#else\nstruct Other: P {\n#endif\n}", true),
        ])
    func isUsed(_ root: String, _ other: String, _ isUsed: Bool) throws {
        let known = "public struct Known { struct Inner {} }"
        let used = try uses(["A/Root.swift": root, "A/Other.swift": other, "A/Known.swift": known])
        #expect(used.contains("A/Other.swift") == isUsed, "\(used)")
    }

    @Test("uses go on from file to file, by what is used of each and not by the rest of it")
    func chain() throws {
        let files = [
            "A/Root.swift": "let a = One()", "A/One.swift": "struct One { let b: Two }\nstruct Idle { let c: Three }",
            "A/Two.swift": "struct Two { let d: Helper }\nprivate struct Helper { let e: Four }\nprivate let idle = Three()",
            "A/Three.swift": "struct Three {}",
            "A/Four.swift": "struct Four {}",
        ]
        #expect(try uses(files) == ["A/Four.swift", "A/One.swift", "A/Two.swift"])
    }

    @Test("an extension is used where its type is mentioned in one file and its member in another")
    func apart() throws {
        let files = [
            "A/Root.swift": "func f() { make().draw() }", "A/Make.swift": "func make() -> Known { Known() }",
            "A/Known.swift": "struct Known {}", "A/Draw.swift": "extension Known { func draw() {} }",
        ]
        #expect(try uses(files) == ["A/Draw.swift", "A/Known.swift", "A/Make.swift"])
    }

    /// A type with a member that the root calls and one that it does not.
    private static func type(_ head: String, used: Int, idle: String) -> String {
        "\(head) {\n    let a = 1\n    func used() -> Int { \(used) }\n\(idle)\n}\n"
    }

    @Test(
        "of a type counts what it stores and the members that are mentioned; all of it where code from outside may call into it",
        arguments: [
            ("struct Known", "    func idle() -> Int { other() }", false),
            ("struct Known: Hashable, P", "    public static func idle() -> Int { other() }", false),
            ("enum Known: String", "    private var idle: Int { other() }", false),
            ("struct Known", "    static let idle = other()", false),
            ("extension Known", "    static var idle: Int { other() }", false),
            ("struct Known", "    init(b: Int) { a = other() }", true),
            ("struct Known", "    var idle = other()", true),
            ("struct Known", "    lazy var idle: Int = other()", true),
            ("struct Known", "    var idle: Int = 1 { didSet { other() } }", true),
            ("struct Known", "    @Wrapped static var idle = other()", true),
            ("struct Known", "    subscript(b: Int) -> Int { other() }", true),
            ("struct Known", "    func hash(into hasher: inout Hasher) { other() }", true),
            ("struct Known", "    static func < (a: Known, b: Known) -> Bool { other() }", true),
            ("struct Known", "    struct Inner { let b = other() }", true),
            ("struct Known", "    func idle() {}; init(b: Int) { a = other() }", true),
            ("struct Known", "    #if DEBUG\n    func idle() -> Int { other() }\n    #endif", true),
            ("struct Known: Sequence", "    func idle() -> Int { other() }", true),
            ("struct Known: Refined", "    func idle() -> Int { other() }", true),
            ("final class Known: Thread", "    override func idle() { other() }", true),
            ("extension Known: Sequence", "    func idle() -> Int { other() }", true),
        ])
    func members(_ head: String, _ idle: String, _ counts: Bool) throws {
        func known(_ used: Int, _ idle: String) throws -> [String: String] {
            let isExtension = head.hasPrefix("extension")
            return try index([
                "A/Root.swift": "func f() { let a: Known; a.used() }", "A/Known.swift": Self.type(head, used: used, idle: idle),
                "A/Type.swift": isExtension ? "struct Known {}" : "enum Nothing {}",
                "A/P.swift": "protocol P { func idle() }\nprotocol Refined: Collection {}",
                "A/Other.swift": "func other() -> Int { 1 }",
            ]).reach(from: ["A/Root.swift"], named: [], counts: { _ in true }, opens: { _ in true }, isList: { _ in false })
        }
        let before = try known(1, idle)
        #expect(before.keys.contains("A/Other.swift") == counts)
        #expect(try known(2, idle)["A/Known.swift"] != before["A/Known.swift"], "what is used")
        let other = try known(1, idle.replacing("other()", with: "other() + 1"))
        #expect((other["A/Known.swift"] != before["A/Known.swift"]) == counts)
    }

    @Test("a protocol's requirement is no call of it, and code that calls it is")
    func requirements() throws {
        let files = [
            "A/Root.swift": "struct Known: P { let a = 1 }", "A/P.swift": "protocol P { func draw() -> Int }",
            "A/Draw.swift": "extension Known {\n    func draw() -> Int { 1 }\n}",
        ]
        #expect(try uses(files) == ["A/P.swift"])
        #expect(try uses(files, named: ["draw"]) == ["A/Draw.swift", "A/P.swift"])
    }

    @Test("a module is used by those that import it, by any way, and by no other that has the same names")
    func modules() throws {
        let files = [
            "A/Root.swift": "import B\nlet a = Thing()", "B/B.swift": "import C\npublic struct Base {}",
            "C/Thing.swift": "public struct Thing {}",
            "D/Thing.swift": "public struct Thing {}",
        ]
        #expect(try uses(files) == ["C/Thing.swift"])
    }

    @Test("a C function that a macro defines is found by the name the macro is given, or by any where names are put together")
    func definedByMacro() throws {
        var files = [
            "A/Root.swift": "import C\nfunc f() { half(1) }",
            "C/include/half.h": "int half(int x);", "C/define.h": "#define DEFINE(name, by) int name(int x) { return x / by; }",
            "C/half.c": "#include \"define.h\"\nDEFINE(half, 2)\nint other(void) { return 1; }",
            "C/third.c": "DEFINE(third, 3)\nvoid after(int x) { third(x); }",
        ]
        #expect(try uses(files) == ["C/define.h", "C/half.c", "C/include/half.h"])
        #expect(try uses(files, named: ["after"]).contains("C/third.c"))
        files["C/third.c"] = "#define PART(name) int name##_third(int x) { return x / 3; }\nPART(one)"
        #expect(try uses(files).contains("C/third.c"))
    }

    @Test("C is used file by file: by its functions, macros, types and their members; a list makes none of its entries used")
    func c() throws {
        let files = [
            "A/Root.swift": "import C\nfunc f() { kernels.forward(1); bin_layer(2) }",
            "C/include/kernels.h": "typedef struct {\n    void (*forward)(int x);\n    void (*idle)(int y);\n} kernels_table;",
            "C/list.h": "#define TABLE { .forward = forward, .idle = noise }",
            "C/forward.h": "static void forward(int x) { half(x); }",
            "C/noise.h": "static void noise(int y) { }", "C/half.h": "static inline int half(int x) { return x / 2; }",
            "C/bins.c": "void bin_layer(int z) { STEP; }", "C/step.h": "#define STEP 1",
            "C/table.c": "const kernels_table table = TABLE;",
        ]
        #expect(
            try uses(files) == ["C/bins.c", "C/forward.h", "C/half.h", "C/include/kernels.h", "C/step.h"])
        #expect(try uses(files, named: ["table"]).contains("C/list.h"))
        #expect(!(try uses(files, named: ["table"]).contains("C/noise.h")))
    }
}
