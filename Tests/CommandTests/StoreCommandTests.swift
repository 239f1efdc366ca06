import Foundation
import Testing

/// What is kept in .refigure, told and removed by `refigure store clean`.
@Suite struct StoreCommandTests {
    private static func names(_ project: CommandProject, _ folder: String) -> [String] { project.files(".refigure/\(folder)") }

    @Test("what no report needs is named with its size, removed only when asked for, and what a report needs stays")
    func clean() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        let needed = ["trajectories", "results"].map { Self.names(project, $0) }
        #expect(needed.map(\.count) == [4, 2])
        let idle = try project.run("store", "clean")
        #expect(idle.status == 0 && idle.output.contains("needed by none: nothing"), "\(idle.output)\(idle.errors)")
        #expect(idle.output.contains("there is nothing to remove"))

        try project.write(CommandProject.small.replacing("epochs: 100", with: "epochs: 150"), to: "reports/small.yml")
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        try project.write(CommandProject.small, to: "reports/small.yml")
        try project.write("figures: [information-plane/table1]", to: "reports/table.yml")
        let dry = try project.run("store")
        #expect(
            dry.status == 0 && dry.output.contains("needed by small, table: 4 networks, 2 results, "), "\(dry.output)\(dry.errors)")
        #expect(dry.output.contains("needed by none: 4 networks, 2 results, "))
        #expect(dry.output.contains(" without these; `refigure store clean --remove` removes them"))
        #expect(["trajectories", "results"].map { Self.names(project, $0).count } == [8, 4])

        // The table's data are not at hand: what of the store is of them is not known to be needed.
        #expect(!dry.output.contains("not at hand"), "\(dry.output)")
        let result = "\"data MNIST\", \"value\": \"MNIST 0123\""
        try project.write("{\"inputs\": [{\"name\": \(result)}]}", to: ".refigure/results/0123456789abcdef0123456789abcdef.json")
        let refused = try project.run("store", "clean", "--remove")
        #expect(
            refused.status == 65 && refused.errors.contains("MNIST is not at hand, and 1 of these may be of it; "),
            "\(refused.errors)")
        #expect(
            refused.output.contains("MNIST is not at hand: 1 of these may be of it, and needed once it is"), "\(refused.output)")
        let removed = try project.run("store", "clean", "--remove", "--stand-ins")
        #expect(removed.status == 0 && removed.output.contains(".refigure: "), "\(removed.errors)")
        #expect(removed.output.contains(" before, "))
        #expect(["trajectories", "results"].map { Self.names(project, $0) } == needed)

        let plan = try project.run("plan", "--report", "small")
        #expect(plan.output.contains("2 to take from the store, nothing to compute"), "\(plan.output)")
        let back = try project.run("report", "--report", "small")
        #expect(back.output.hasPrefix("2 taken from the store, nothing computed, "), "\(back.output)\(back.errors)")
    }

    @Test("a definition elsewhere counts where it is named, and one with a mistake keeps anything from going")
    func definitions() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        try FileManager.default.moveItem(atPath: "\(project.path)/reports/small.yml", toPath: "\(project.path)/mine.yml")
        try project.write("figures: [information-plane/fig18]", to: "reports/other.yml")
        let named = try project.run("store", "clean", "--also", "./mine.yml", "--remove")
        #expect(named.status == 0 && named.output.contains("there is nothing to remove"), "\(named.output)\(named.errors)")
        try project.write("figures: [information-plane/fig99]", to: "reports/other.yml")
        #expect(try project.run("store", "clean", "--remove").status == 64)
        #expect(Self.names(project, "trajectories").count == 4)
    }
}
