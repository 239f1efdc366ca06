import Files
import Foundation
import Results
import Testing

/// A report of a data set that cannot be had any more.
@Suite struct LostDataCommandTests {
    @Test("it is not computed from a stand-in unasked: report and run say where the data were, plan says it too")
    func asks() throws {
        let project = try CommandProject()
        try project.write("figures: [information-plane/table1]", to: "reports/table.yml")
        #expect(try project.run("report", "--report", "table").status == 0)
        let path = "\(project.path)/reports/table/results/information-plane-table1.json"
        // As it would stand there, had MNIST been at hand.
        guard case .valid(let file) = try ResultFile.read(path),
            var provenance = Provenance.read(Provenance.path(inReport: "\(project.path)/reports/table"))
        else {
            Issue.record("there is no result")
            return
        }
        let inputs = file.inputs.map { input in
            input.name == "data MNIST" ? KeyInput.data("MNIST", used: "MNIST", digest: SHA256.hex(of: "MNIST")) : input
        }
        try ResultFile(inputs: inputs, result: file.result).write(to: path)
        provenance.data = [.init(dataset: "MNIST", file: "train-images-idx3-ubyte.gz", source: "REFIGURE_DATA (/srv/mirror/mnist)")]
        try provenance.write(to: Provenance.path(inReport: "\(project.path)/reports/table"))
        let real = try project.bytes("reports/table/results/information-plane-table1.json")

        for command in ["report", "run"] {
            let run = try project.run(command, "--report", "table", "--quiet")
            #expect(run.status == 65)
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
            #expect(run.errors.contains("MNIST cannot be had, and 1 figure of the report is from it"))
            #expect(run.errors.contains("REFIGURE_DATA (/srv/mirror/mnist)") && run.errors.contains("--stand-ins"))
        }
        let plan = try project.run("plan", "--report", "table")
        #expect(plan.status == 0 && plan.output.contains("MNIST cannot be had") && plan.output.contains("--stand-ins"))
        #expect(try project.bytes("reports/table/results/information-plane-table1.json") == real)

        let taken = try project.run("report", "--report", "table", "--stand-ins")
        #expect(
            taken.status == 0 && taken.output.contains("1 taken from the store, nothing computed"), "\(taken.output)\(taken.errors)"
        )
        let next = try project.run("report", "--report", "table")
        #expect(next.status == 0 && next.output.contains("everything was up to date"), "\(next.errors)")
    }
}
