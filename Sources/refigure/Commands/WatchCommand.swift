import ArgumentParser
import Experiments
import Files
import Foundation
import Results
import Watching

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show a report in the browser, and bring it up to date at every save.",
        discussion: """
            A template, the page's style or script, the report's definition and the files that it names are set into the page at once; after
            a Swift source the program is built first. The PDF follows when nothing is saved for a while. The browser loads the page anew and keeps
            the reader's place. What is wrong (a template's mistake, what the compiler says, a figure that failed) stands over the page until it is
            mended.
            The page is shown to this machine alone. Ctrl-C ends it, with exit code 0.
            """)

    @OptionGroup var options: ReportOptions
    @OptionGroup var runOptions: RunOptions

    @Option(
        help: ArgumentHelp(
            "The port of the address; by default 8420, or the first free one of the next twenty. 0 is any free one.",
            valueName: "number"))
    var port: UInt16?

    @Flag(help: "Print the address and open no browser.")
    var noBrowser = false

    /// What the watch starts for the work itself.
    @Flag(name: .customLong("worker"), help: .hidden)
    var isWorker = false

    func run() async throws {
        if isWorker { return try await WatchWorker(options: options, runOptions: runOptions).run() }
        let project = try ProjectFolder.containing(options.project ?? FileManager.default.currentDirectoryPath)
        let place = try project.place(ofReport: options.report)
        try place.check()
        let folder = URL(fileURLWithPath: place.folder).standardizedFileURL.path
        let name = SHA256.hex(of: Array(folder.utf8)).prefix(16)
        guard let lock = try FileLock.attempt("\(project.store)/locks/watch-\(name).lock") else {
            throw Fault(
                "is watched already by another `refigure watch`", at: Session.short(place.folder),
                remedy: "look at the page that it shows, or end it first", status: .usage)
        }
        defer { withExtendedLifetime(lock) {} }
        let board = WatchBoard()
        let server = try await PageServer.start(folder: place.folder, board: board, port: port)
        let address = "http://localhost:\(server.port)/"
        try Terminal.print(address)
        if !noBrowser { WebBrowser.show(address) }
        let voice = WatchVoice(board: board, page: Session.short("\(place.folder)/index.html"))
        let arguments = Array(CommandLine.arguments.dropFirst()) + ["--worker"]
        do {
            try await WatchSupervisor(project: project, place: place, voice: voice, arguments: arguments).run()
        } catch is CancellationError {
            // Asked to stop, which is how a watch ends.
        }
        server.stop()
    }
}
