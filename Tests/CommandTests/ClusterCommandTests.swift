import Foundation
import Testing

@Suite struct ClusterCommandTests {
    /// Commands of Slurm that run each task as it is queued, in the folder `slurm` of the project.
    private func path(_ project: CommandProject) throws -> [String: String] {
        let commands = [
            "sbatch": """
            for argument; do
                case "$argument" in
                --test-only) exit 0 ;;
                --array=1-*) last=${argument#--array=1-} ;;
                --output=*) log=${argument#--output=} ;;
                esac
                script=$argument
            done
            for task in $(seq "$last"); do
                SLURM_ARRAY_TASK_ID=$task SLURMD_NODENAME=n1 sh "$script" >"$(echo "$log" | sed "s/%a/$task/")" 2>&1
            done
            echo 1
            """,
            "squeue": "true", "scancel": "true", "sinfo": "echo 'short|short*|up|4:00:00|16|64000|3'",
        ]
        try FileManager.default.createDirectory(atPath: "\(project.path)/slurm", withIntermediateDirectories: true)
        for (name, text) in commands {
            try project.write("#!/bin/sh\n\(text)\n", to: "slurm/\(name)")
            chmod("\(project.path)/slurm/\(name)", 0o755)
        }
        return ["PATH": "\(project.path)/slurm:/usr/bin:/bin"]
    }

    @Test("a report by a cluster's nodes has the files of the local one")
    func report() throws {
        let (local, project) = (try CommandProject(), try CommandProject())
        #expect(try local.run("report", "--report", "small").status == 0)
        let slurm = try path(project)
        try project.write("time: 30\nminutes: 0.01\n", to: "cluster.yml")
        let check = try project.start(["cluster", "check"], environment: slurm).wait()
        #expect(check.status == 0, "\(check.output)")
        #expect(check.output == "partition short: 3 nodes, at most 16 cores and 64000 MiB each, tasks of at most 0-04:00:00\n")
        let run = try project.start(["report", "--report", "small", "--executor", "slurm"], environment: slurm).wait()
        #expect(run.status == 0, "\(run.errors)")
        let files = local.files("reports/small").filter { !$0.hasSuffix("provenance.json") && $0.contains(".") }
        #expect(files.count > 10)
        for file in files where !file.hasSuffix(".lock") && file != ".page" {
            #expect(try project.bytes("reports/small/\(file)") == local.bytes("reports/small/\(file)"), "\(file)")
        }
        #expect(project.files(".refigure/cluster").contains { $0.hasSuffix("log-1.txt") })
    }

    @Test("what is wrong with a cluster's settings is told before anything is computed")
    func wrong() throws {
        let project = try CommandProject()
        let slurm = try path(project)
        func words(_ arguments: String...) throws -> String {
            let run = try project.start(arguments, environment: slurm).wait()
            #expect(run.status == 64, "\(run.output)\(run.errors)")
            return run.output + run.errors
        }
        #expect(
            try words("report", "--report", "small", "--executor", "slurm").contains(
                "cluster.yml: there are no settings of a cluster"))
        #expect(try words("report", "--report", "small", "--cluster", "mine.yml").contains("--cluster is for --executor slurm"))
        #expect(try words("report", "--report", "small", "--executor", "clouds").contains("'clouds' is invalid"))
        try project.write("time: 5:00:00\ncores: 17\n", to: "cluster.yml")
        let wrong = "cluster.yml:1: time: 0-05:00:00 is more than the partition short allows"
        #expect(
            try words("run", "--report", "small", "--executor", "slurm").contains("\(wrong); `refigure cluster check` names 1 more")
        )
        let all = try words("cluster", "check")
        #expect(
            all.contains(wrong) && all.contains("no node of the partition short has 17 cores")
                && all.contains("2 things are in the way"))
        #expect(!project.exists("reports/small"))
    }

    @Test("plan says how long so many cores take")
    func cores() throws {
        let project = try CommandProject()
        let plan = try project.run("plan", "--report", "small", "--cores", "1", "--cores", "64")
        #expect(plan.output.contains("core-hours; what cannot be shared out takes "))
        #expect(plan.output.contains("\non 1 core: ") && plan.output.contains("\non 64 cores: "))
        #expect(plan.output.contains("these busy for 100 % of it"))
        #expect(try project.run("plan", "--report", "small", "--cores", "0").status == 64)
    }

    @Test("a task that is not there, or is damaged, is answered by a node in one line")
    func work() throws {
        let project = try CommandProject()
        let missing = try project.run("work", "--folder", ".refigure/cluster/x", "--task", "1")
        #expect(missing.status == 65 && missing.errors.split(separator: "\n").count == 1, "\(missing.errors)")
        try project.write("{}", to: ".refigure/cluster/x/task-1.json")
        let damaged = try project.run("work", "--folder", ".refigure/cluster/x", "--task", "1")
        #expect(damaged.status == 65 && damaged.errors.contains("task-1.json: damaged: no member 'digest'"), "\(damaged.errors)")
    }
}
