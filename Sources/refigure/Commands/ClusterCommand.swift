import ArgumentParser
import Clusters
import Files

struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "The Slurm cluster that runs with --executor slurm use.",
        subcommands: [ClusterCheckCommand.self])
}

struct ClusterCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong with cluster.yml, or with the way to the cluster, before anything is submitted.",
        discussion: """
            cluster.yml says how tasks are given to Slurm; every key may be left out:

              partition: short           time: 4:00:00 (of a task)     memory: 4G (of a task)
              account: my-group          cores: 8 (a task, at most)    tasks: 100 (in the queue at a time)
              minutes: 15 (that a task of small pieces is to take)     checkpoint: 60 (seconds between two)
              setup: [module load gcc]   options: [--qos=normal]       program: /shared/refigure
            """)

    @Option(
        name: .long, help: ArgumentHelp("The cluster's settings, in place of cluster.yml.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var cluster: String?

    @OptionGroup var place: ProjectOptions

    func run() throws {
        let project = try Session.project(place.project)
        let check = ClusterCheck(
            try ClusterPlace.settings(cluster, project), store: project.store, program: ClusterPlace.program)
        let problems = check.problems()
        for problem in problems { try Terminal.print("\(problem)") }
        guard problems.isEmpty else {
            let count = problems.count == 1 ? "one thing is" : "\(problems.count) things are"
            throw Fault("\(count) in the way of this cluster", status: .usage)
        }
        try Terminal.print(try check.summary())
    }
}
