import Files
import Foundation
import Testing

@testable import Clusters

@Suite struct SlurmQueueTests {
    private static let folder = TaskFolder(path: "/shared/50% off/.refigure/cluster/20261130-120000-abc")

    private func queue(_ text: String) throws -> SlurmQueue {
        SlurmQueue(
            settings: try ClusterSettingsReader(file: "cluster.yml").read(text), project: "/shared/50% off",
            program: "/shared/my refigure", environment: ["REFIGURE_DATA": "/data/it's"])
    }

    @Test("sbatch is given what the settings say, the nodes to keep away from, and a log's path that it reads back")
    func options() throws {
        let queue = try queue("partition: short\ntime: 2:00:00\nmemory: 2G\naccount: me\noptions: [--qos=normal]")
        let options = queue.options(Submission(folder: Self.folder, tasks: 7, cores: 4, excluded: ["n1", "n3"]))
        for option in [
            "--array=1-7", "--job-name=refigure-20261130-120000-abc", "--cpus-per-task=4", "--partition=short", "--time=0-02:00:00",
            "--mem=2048M", "--account=me", "--exclude=n1,n3", "--qos=normal", "--no-requeue", "--signal=B:TERM@60",
            "--output=/shared/50%% off/.refigure/cluster/20261130-120000-abc/log-%a.txt", "--chdir=/shared/50% off",
        ] { #expect(options.contains(option), "\(option)") }
        let least = try self.queue("time: 1").options(Submission(folder: Self.folder, tasks: 1, cores: 1, excluded: []))
        #expect(
            least.contains("--signal=B:TERM@15") && !least.contains { $0.hasPrefix("--partition") || $0.hasPrefix("--exclude") })
    }

    @Test("the script is read by a shell as it is meant, whatever is in the paths")
    func script() throws {
        let script = try queue("setup: [module load gcc, ulimit -c 0]").script(
            Submission(folder: Self.folder, tasks: 1, cores: 1, excluded: []))
        #expect(
            script == """
                #!/bin/sh
                export REFIGURE_DATA='/data/it'\\''s'
                module load gcc
                ulimit -c 0
                exec '/shared/my refigure' work --project '/shared/50% off' --folder '/shared/50% off/.refigure/cluster/20261130-120000-abc' --task "$SLURM_ARRAY_TASK_ID"

                """)
    }

    @Test("squeue's lines of this program's tasks are read, and no others")
    func tasks() {
        let tasks = SlurmQueue.tasks(
            """
            12|3|refigure-a|PENDING||Resources
            12|1|refigure-a|RUNNING|n1|None
            13|N/A|refigure-a|RUNNING|n1|None
            14|1|other|RUNNING|n1|None
            12|2|refigure-a|NODE_FAIL|n2|NodeDown
            slurm_load_jobs error
            """)
        #expect(
            tasks == [
                QueuedTask(job: 12, task: 3, name: "refigure-a", state: "PENDING", reason: "Resources"),
                QueuedTask(job: 12, task: 1, name: "refigure-a", state: "RUNNING", node: "n1", reason: "None"),
                QueuedTask(job: 12, task: 2, name: "refigure-a", state: "NODE_FAIL", node: "n2", reason: "NodeDown"),
            ])
        #expect(tasks.map(\.phase) == [.waiting, .running, .ended])
    }

    @Test("a command that fails is answered with its last words; one that is not there, with what to do")
    func failures() throws {
        let script = FileManager.default.temporaryDirectory.appending(path: "refigure-\(UUID().uuidString)").path
        defer { unlink(script) }
        try AtomicFile.write(
            text: "#!/bin/sh\necho 'sbatch: error: first' >&2\necho 'sbatch: error: no such qos' >&2\nexit 1\n", to: script)
        chmod(script, 0o755)
        let fault = #expect(throws: Fault.self) { try SlurmQueue.call(script, []) }
        #expect(fault?.problem.hasSuffix("says: sbatch: error: no such qos") == true)
        let missing = #expect(throws: Fault.self) { try SlurmQueue.call("no-such-command-of-slurm", []) }
        #expect(missing?.description.contains("it is not installed; run this on a machine of the cluster") == true)
    }

    @Test(
        "what the queue and the node say of a task decides what becomes of it",
        arguments: [
            (nil, "NODE_FAIL", TaskLoss.again("its node was lost")),
            (TaskState.Phase.running, "TIMEOUT", .again("its time was over")),
            (.stopped, "FAILED", .again("it was asked to stop")), (.stopped, nil, .again("it was asked to stop")),
            (.running, nil, .unclear("it ended without a word (out of the queue)")),
            (nil, "FAILED", .unclear("it ended without a word (FAILED)")),
            (.running, "CANCELLED", .fails(problem: "somebody took it out of the queue (scancel)", remedy: "run the report again")),
            (.failed, "FAILED", .endsRun(Fault("on n1: could not go on", status: .cannotWrite))),
        ] as [(TaskState.Phase?, String?, TaskLoss)])
    func losses(_ phase: TaskState.Phase?, _ word: String?, _ loss: TaskLoss) {
        #expect(TaskLoss(phase.map { TaskState(phase: $0, node: "n1") }, word: word) == loss)
    }
}
