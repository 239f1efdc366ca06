import Foundation
import Testing

@Suite struct LimitTests {
    @Test("too few open files are told at the start, with exit code 73", arguments: [4, 6, 8, 10, 12, 14, 20])
    func files(_ limit: Int) throws {
        let project = try CommandProject()
        let run = try project.shell("ulimit -n \(limit); exec \"$0\" report --report small")
        #expect(run.status == 73)
        #expect(run.errors.hasPrefix("refigure: too few files may be open at once: "), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1 && !project.exists("reports/small"))
    }

    @Test("a soft limit on open files is raised as far as the hard one allows")
    func softLimit() throws {
        let run = try CommandProject().shell("ulimit -S -n 8; exec \"$0\" list --report small")
        #expect(run.status == 0, "\(run.errors)")
    }

    #if os(Linux)
        @Test("so is too little memory", arguments: [300, 500, 700])
        func addresses(_ limit: Int) throws {
            let project = try CommandProject()
            let run = try project.shell("ulimit -v \(limit << 10); exec \"$0\" report --report small")
            #expect(run.status == 73)
            #expect(run.errors.hasPrefix("refigure: the memory is limited to \(limit) MiB of addresses"), "\(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1 && !project.exists("reports/small"))
        }
    #endif

    #if os(Linux)
        /// Root has no limit of processes: another user does what is asked. Nil where that cannot be.
        private static let otherUser: String? = {
            guard getuid() == 0 else { return "" }
            let command = "setpriv --reuid=64321 --regid=64321 --clear-groups"
            let isThere = try? CommandProject().shell("exec \(command) test -x \"$0\"").status == 0
            return isThere == true ? command : nil
        }()

        @Test(
            "so are too few processes and threads, for which the runtimes would wait for ever", .enabled(if: otherUser != nil),
            arguments: [1, 2, 3, 6, 10])
        func processes(_ limit: Int) throws {
            let project = try CommandProject()
            let run = try project.shell(
                "exec \(Self.otherUser ?? "") sh -c 'ulimit -p \(limit) 2>/dev/null || ulimit -u \(limit); exec \"$0\" report --report small' \"$0\""
            )
            #expect(run.status == 73, "\(run.status)")
            #expect(run.errors.hasPrefix("refigure: too few processes and threads may run at once: "), "\(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1 && !project.exists("reports/small"))
        }
    #endif

    @Test("a limit on the size of files is an error of writing, not the end of the process")
    func fileSize() throws {
        let project = try CommandProject()
        let run = try project.shell("ulimit -f 8; exec \"$0\" report --report small")
        #expect(run.status == 73)
        #expect(run.errors.contains("cannot be written: file too large"), "\(run.errors)")
        #expect(project.files("").allSatisfy { !$0.contains(".partial") })
    }
}
