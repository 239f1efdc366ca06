import ArgumentParser
import Clusters
import Files
import Foundation
import NumericCore

struct WorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "What a cluster's node runs: train and compute what a task of a run asks for.",
        discussion: """
            A run with --executor slurm queues tasks that call this. Each network or product is put into the store whole or not at all, and its
            end stands beside the task. A task that was stopped goes on from its last checkpoint where it is called again.
            It refuses to begin where this program is of other sources, or the data are others, than those of the run.
            """)

    @Option(
        help: ArgumentHelp("The folder of the array of tasks: .refigure/cluster/<name>.", valueName: "folder"),
        completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("The task's number in it.", valueName: "number"))
    var task: Int

    @OptionGroup var place: ProjectOptions

    func run() throws {
        PartialFiles.takeNoLocks()
        try Session.checkKernels()
        let project = try Session.project(place.project)
        let library = Session.library(
            project, network: .never, progress: { _ in }, notify: { try? Terminal.remark("note: \($0)") })
        let node = ProcessInfo.processInfo.environment["SLURMD_NODENAME"] ?? ProcessInfo.processInfo.hostName
        try NodeWork(
            folder: folder, number: task, store: project.store, library: library, keys: Session.keys(library), registry: .standard,
            node: node, isCancelled: { Interruption.isRequested }, say: { try? Terminal.print($0) }
        ).run()
    }
}
