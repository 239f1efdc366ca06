/// The manual page of the command, from what the command says of itself.
public struct ManualPage: Sendable {
    private let command: CommandTree
    private let version: String

    /// - Parameter version: what `--version` prints.
    public init(_ command: CommandTree, version: String) {
        self.command = command
        self.version = version
    }

    private var name: String { command.commandName }

    private var subcommands: [CommandTree] {
        (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// The page in man(7). Equal commands give equal pages: no date stands in it.
    public var text: String {
        var lines = [
            ".\\\" Written by write-handbook from `\(name) --help`. Do not edit.",
            ".TH \(name.uppercased()) 1 \"\" \"\(name.capitalized) \(version)\" \"User Commands\"",
            ".ad l", ".nh", ".SH NAME", "\(name) \\- \(Roff.text(summary))",
            ".SH SYNOPSIS", ".B \(name)", "\\fIcommand\\fR [\\fIoptions\\fR] [\\fIarguments\\fR]",
            ".SH DESCRIPTION",
        ]
        let (description, exitCodes) = parts(of: command.discussion ?? "")
        // A section begins with a paragraph of its own.
        lines += Roff.paragraphs(description, command: name).drop { $0 == ".PP" }
        lines.append(".SH COMMANDS")
        for subcommand in subcommands { lines += section(subcommand) }
        lines.append(".SH OPTIONS")
        for argument in command.shown + common {
            lines += entry(argument, note: users(of: argument))
        }
        if !exitCodes.isEmpty {
            lines.append(".SH EXIT STATUS")
            for (code, meaning) in exitCodes {
                lines += [".TP", Roff.bold(code), Roff.text(meaning.prefix(1).uppercased() + meaning.dropFirst() + ".")]
            }
        }
        for (title, entries) in ManualWords.sections {
            lines.append(".SH \(title)")
            for (tag, words) in entries { lines += [".TP", Roff.bold(tag), Roff.text(words)] }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The abstract as a name's explanation: a small first letter, no full stop.
    private var summary: String {
        let text = command.abstract ?? ""
        let start = text.prefix(1).lowercased() + text.dropFirst()
        return start.hasSuffix(".") ? String(start.dropLast()) : start
    }

    /// Options of more than two commands, which stand in a section of their own.
    private var common: [CommandTree.Argument] {
        var found: [CommandTree.Argument] = []
        for argument in subcommands.flatMap(\.shown) where argument.kind != .positional && !found.contains(argument) {
            if !command.shown.contains(where: { $0.names == argument.names }), takers(of: argument).count > 2 {
                found.append(argument)
            }
        }
        return found
    }

    private func takers(of argument: CommandTree.Argument) -> [CommandTree] {
        subcommands.filter { $0.shown.contains(argument) }
    }

    private func users(of argument: CommandTree.Argument) -> String {
        let takers = takers(of: argument)
        guard !takers.isEmpty, takers.count < subcommands.count, common.contains(argument) else { return "" }
        return " For \(takers.map { "`\($0.commandName)`" }.joined(separator: ", "))."
    }

    private func section(_ subcommand: CommandTree) -> [String] {
        let all = subcommand.shown.filter { argument in
            !command.shown.contains { $0.names == argument.names && argument.names != nil }
        }
        let own = all.filter { !common.contains($0) }
        var synopsis = Roff.bold("\(name) \(subcommand.commandName)")
        for argument in own where argument.kind != .positional { synopsis += " [\(tag(argument, short: false))]" }
        if own.count < all.count { synopsis += " [\\fIoptions\\fR]" }
        for argument in own where argument.kind == .positional {
            let value = Roff.italic(argument.valueName ?? "value") + (argument.isRepeating ? " ..." : "")
            synopsis += argument.isOptional ? " [\(value)]" : " \(value)"
        }
        var lines = [".SS \(synopsis)", Roff.text(subcommand.abstract ?? "")]
        lines += Roff.paragraphs(subcommand.discussion ?? "", command: name)
        for argument in own { lines += entry(argument, note: "") }
        return lines
    }

    /// An argument with its explanation.
    private func entry(_ argument: CommandTree.Argument, note: String) -> [String] {
        var words = argument.abstract ?? ""
        if let discussion = argument.discussion { words += " " + discussion }
        if let values = argument.allValues { words += " One of \(values.joined(separator: ", "))." }
        if let standard = argument.defaultValue, Int(standard) == nil { words += " The default is \(standard)." }
        return [".TP", tag(argument, short: true), Roff.text(words + note)]
    }

    private func tag(_ argument: CommandTree.Argument, short: Bool) -> String {
        let value = Roff.italic(argument.valueName ?? "value")
        guard argument.kind != .positional else { return value + (argument.isRepeating ? " ..." : "") }
        let names = (argument.names ?? []).sorted { ($0.kind == "long" ? 1 : 0) < ($1.kind == "long" ? 1 : 0) }
        let shown = (short ? names : Array(names.suffix(1))).map { Roff.bold($0.dashed) }.joined(separator: ", ")
        return argument.kind == .option ? "\(shown) \(value)" : shown
    }

    /// The discussion without its line of exit codes, and these: "Exit codes: 0 fine, 1 differences found."
    private func parts(of discussion: String) -> (words: String, exitCodes: [(code: String, meaning: String)]) {
        let opening = "Exit codes: "
        let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false)
        var codes: [(code: String, meaning: String)] = []
        for line in lines where line.hasPrefix(opening) {
            for part in line.dropFirst(opening.count).split(separator: ",") {
                let words = String(part.last == "." ? part.dropLast() : part).trimmed.split(separator: " ", maxSplits: 1)
                if words.count == 2, Int(words[0]) != nil {
                    codes.append((String(words[0]), String(words[1])))
                } else if !codes.isEmpty {
                    codes[codes.count - 1].meaning += ", " + words.joined(separator: " ")
                }
            }
        }
        return (lines.filter { !$0.hasPrefix(opening) }.joined(separator: "\n"), codes)
    }
}
