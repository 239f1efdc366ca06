import Foundation
import Testing

/// What no source file may do, since one place does it for all.
@Suite struct SourceRulesTests {
    /// Path below Sources/ and text, of every Swift file.
    private static func sources() throws -> [(path: String, text: String)] {
        let folder = "\(CommandProject.source)/Sources"
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.sorted()
        return try paths.map { ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) }
    }

    private static func lines(_ rule: some RegexComponent, except allowed: Set<String> = []) throws -> [String] {
        try sources().filter { !allowed.contains($0.path) }.flatMap { path, text in
            text.split(separator: "\n").filter { $0.contains(rule) }.map { "\(path): \($0.trimmingCharacters(in: .whitespaces))" }
        }
    }

    @Test("paths are taken apart by FilePath alone: Foundation's ways crash on names of one character")
    func paths() throws {
        let rule = /NSString|deletingLastPathComponent|lastPathComponent|pathExtension|deletingPathExtension|appendingPathComponent/
        #expect(try Self.lines(rule) == [])
        #expect(try Self.sources().count > 300)
    }

    @Test(
        "what is printed goes through StandardStream alone, which checks that it arrives; the build's own tool is none of the command"
    )
    func prints() throws {
        let rule =
            /FileHandle\.standard(Output|Error)\.|\bfputs\(|\bputs\(|\bNSLog\(|\bdebugPrint\(|\bdump\(|^\s*(return )?(Swift\.)?print\(/
        #expect(try Self.lines(rule, except: ["digest-sources/main.swift"]) == [])
    }

    @Test("what the system says of a failure is worded in one place")
    func errors() throws {
        #expect(try Self.lines(/strerror/, except: ["Files/SystemError.swift"]) == [])
    }

    @Test("no test holds anything against the clock, which tells how busy the machine is: TestSupport asks for processor time")
    func clocks() throws {
        let folder = "\(CommandProject.source)/Tests"
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".swift") && !$0.hasPrefix("TestSupport/") && !$0.hasPrefix("Fuzzer/")
        }
        let rule = /#(expect|require)\(.*(timeIntervalSince\(|Clock|clock)/
        for path in paths.sorted() {
            let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
            #expect(!text.split(separator: "\n").contains { $0.contains(rule) && !$0.contains("let rule") }, "\(path)")
        }
    }
}
