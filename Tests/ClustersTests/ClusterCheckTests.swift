import Files
import Foundation
import Testing

@testable import Clusters

@Suite struct ClusterCheckTests {
    private static let nodes = """
        short|short*|up|4:00:00|16|64000|3
        short|short*|up|4:00:00|64|256000+|1
        long|long|down|infinite|8|32000|2
        """

    /// What is found wrong with the settings on a cluster of two partitions.
    private func problems(
        _ text: String, missing: Set<String> = [], trial: @escaping () throws -> String = { "" }, program: String = "/bin/sh",
        store: String? = nil
    ) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "refigure-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = try ClusterSettingsReader(file: "cluster.yml").read(text)
        let check = ClusterCheck(
            settings, store: store ?? folder, program: program,
            call: { program, _ in program == "sinfo" ? Self.nodes : try trial() },
            find: { missing.contains($0) ? nil : "/bin/\($0)" })
        return check.problems().map(\.description)
    }

    @Test("settings that the cluster allows have no problems")
    func fine() throws {
        #expect(try problems("time: 4:00:00\ncores: 64\nmemory: 250G") == [])
        #expect(try problems("partition: short") == [])
    }

    @Test(
        "what the partition does not allow is named with its line",
        arguments: [
            ("partition: quick", "cluster.yml:1: partition: the cluster has no partition 'quick'; there are short, long"),
            (
                "cores: 1\ntime: 5:00:00",
                "cluster.yml:2: time: 0-05:00:00 is more than the partition short allows; give 0-04:00:00 at most"
            ),
            ("memory: 260G", "cluster.yml:1: memory: no node of the partition short has 266240 MiB; give 256000M at most"),
            ("cores: 65", "cluster.yml:1: cores: no node of the partition short has 65 cores; give 64 at most"),
            ("partition: long", "cluster.yml:1: partition: the partition long is down; name another of short, long"),
        ])
    func partition(_ text: String, _ words: String) throws { #expect(try problems(text) == [words]) }

    @Test("all that is wrong is told at once")
    func several() throws { #expect(try problems("time: 5:00:00\ncores: 70\nmemory: 1T").count == 3) }

    @Test("missing commands, a program that is not there and a store that cannot be written are named")
    func machine() throws {
        #expect(
            try problems("cores: 1", missing: ["sbatch", "squeue"]) == [
                "sbatch, squeue are not on the path; run this on a machine of the cluster, or load Slurm's module"
            ])
        #expect(
            try problems("cores: 1", program: "/nowhere/refigure")[0].hasPrefix("cluster.yml: /nowhere/refigure: is not there; "))
        #expect(try problems("program: refigure")[0].hasPrefix("cluster.yml:1: program: 'refigure' is no whole path"))
        #expect(try problems("cores: 1", store: "/dev/null/store").count == 1)
    }

    @Test("what only the cluster knows is asked for, and its words are told")
    func trial() throws {
        let refused = { () throws -> String in
            throw Fault("sbatch says: Invalid account or account/partition combination specified", status: .usage)
        }
        #expect(
            try problems("cores: 1\naccount: nobody", trial: refused) == [
                "cluster.yml:2: account: sbatch says: Invalid account or account/partition combination specified; ask for what the cluster gives"
            ])
    }
}
