import Files
import Foundation
import Handbook
import Testing

@Suite struct ManualPageTests {
    private func page(_ command: String) throws -> String {
        ManualPage(try CommandTree.reading(Data("{\"serializationVersion\": 0, \"command\": \(command)}".utf8)), version: "1.2")
            .text
    }

    private func option(_ name: String, _ words: String) -> String {
        """
        {"kind": "option", "shouldDisplay": true, "isOptional": true, "isRepeating": false, "valueName": "n",
         "names": [{"kind": "long", "name": "\(name)"}], "abstract": "\(words)"}
        """
    }

    @Test("the page has name, version, commands, options and exit codes")
    func parts() throws {
        let text = try page(
            """
            {"commandName": "tool", "shouldDisplay": true, "abstract": "Do it.",
             "discussion": "It is done.\\n\\n  tool go   goes there\\n\\nExit codes: 0 fine, 64 wrong, use.",
             "subcommands": [
               {"commandName": "go", "shouldDisplay": true, "abstract": "Go.", "arguments": [\(option("far", "How far."))]},
               {"commandName": "help", "shouldDisplay": true, "abstract": "Help."},
               {"commandName": "secret", "shouldDisplay": false, "abstract": "Hidden."}]}
            """)
        #expect(text.contains(".TH TOOL 1 \"\" \"Tool 1.2\""))
        #expect(text.contains("tool \\- do it\n"))
        #expect(text.contains(".TP\n\\fBtool go\\fR\ngoes there\n"))
        #expect(text.contains(".SS \\fBtool go\\fR [\\fB\\-\\-far\\fR \\fIn\\fR]\nGo.\n"))
        #expect(text.contains(".TP\n\\fB64\\fR\nWrong, use.\n"))
        #expect(!text.contains("Exit codes") && !text.contains("Hidden") && !text.contains("tool help"))
    }

    @Test("an option of more than two commands stands once, with who takes it")
    func commonOptions() throws {
        let commands = ["a", "b", "c"].map {
            "{\"commandName\": \"\($0)\", \"shouldDisplay\": true, \"arguments\": [\(option("report", "The report."))]}"
        }
        let other = "{\"commandName\": \"d\", \"shouldDisplay\": true}"
        let text = try page(
            "{\"commandName\": \"tool\", \"shouldDisplay\": true, \"subcommands\": [\((commands + [other]).joined(separator: ", "))]}"
        )
        #expect(text.ranges(of: "The report.").count == 1)
        #expect(text.contains("The report. For \\fBa\\fR, \\fBb\\fR, \\fBc\\fR."))
    }

    @Test("no word is taken for a request of the page's language")
    func escapes() throws {
        let text = try page(
            #"{"commandName": "tool", "shouldDisplay": true, "discussion": ".hidden 'a' \\b -c ~d"}"#)
        #expect(text.contains("\n\\&.hidden \\(aqa\\(aq \\eb \\-c \\(tid\n"))
    }

    @Test("what is no dump of a command's help is refused")
    func refused() {
        #expect(throws: Fault.self) { try CommandTree.reading(Data("[]".utf8)) }
    }
}
