import Files
import Foundation
import Testing

@Suite struct ShellCommandTests {
    @Test(
        "a word is quoted where a shell would read it otherwise",
        arguments: [
            ("quick", "quick"), ("information-plane/fig1", "information-plane/fig1"), ("my_own-report", "my_own-report"),
            ("my report", "'my report'"), ("", "''"), ("it's", #"'it'\''s'"#), ("information-plane/*", "'information-plane/*'"),
            ("~/x", "'~/x'"), ("$HOME", "'$HOME'"), ("=x", "'=x'"), ("a=b", "a=b"), ("é", "'é'"), ("a\nb", #"$'a\012b'"#),
        ])
    func quoted(_ word: String, _ text: String) {
        #expect(ShellCommand.quoted(word) == text)
    }

    @Test(
        "bash reads every word back as it was",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash"), "there is no bash"))
    func readBack() throws {
        let words = [
            "", " ", "a b", "it's", "''", "\"", "\\", "$x", "`x`", "*", "?", "[a]", "{a,b}", "~", "#x", "!x", "a;b", "a|b", "a&b",
            "(a)",
            "<a>", "a\nb", "a\tb", "\u{1B}[2J", "é", "e\u{301}", "'\u{301}", "\u{202E}x'\\", "-x", "=x", "a=b", "日本 語",
        ]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "printf '%s\\0' " + ShellCommand.line(words)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let read = output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { Array($0) }
        #expect(read == words.map { Array($0.utf8) })
    }

    @Test("the command is called by one name, and a value that looks like an option stays the option's value")
    func called() {
        #expect(ShellCommand.refigure(["run", "a/fig1", "--report", "my report"]) == "refigure run a/fig1 --report 'my report'")
        #expect(ShellCommand.option("--report", "quick") == ["--report", "quick"])
        #expect(ShellCommand.option("--report", "-x") == ["--report=-x"])
    }
}
