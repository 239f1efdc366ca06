import Files
import Foundation
import TestSupport
import Testing

@testable import Clusters

@Suite struct ClusterSettingsReaderTests {
    private func read(_ text: String) throws -> ClusterSettings { try ClusterSettingsReader(file: "cluster.yml").read(text) }

    @Test("every key is read; those that are left out have their defaults")
    func whole() throws {
        let settings = try read(
            """
            partition: short
            account: my-group
            time: 1-12:00:00
            memory: 4G
            cores: 8
            tasks: 200
            minutes: 20
            checkpoint: 30
            setup:
              - module load gcc
              - ulimit -c 0
            options: [--qos=normal, --constraint=avx2]
            program: /shared/refigure
            """)
        #expect(settings.partition == "short" && settings.account == "my-group" && settings.time == 2160)
        #expect(settings.memory == 4096 && settings.cores == 8 && settings.tasks == 200)
        #expect(settings.minutes == 20 && settings.checkpoint == 30 && settings.program == "/shared/refigure")
        #expect(settings.setup == ["module load gcc", "ulimit -c 0"] && settings.options == ["--qos=normal", "--constraint=avx2"])
        #expect(settings.place("time") == "cluster.yml:3: time")
        let least = try read("setup: module load gcc")
        #expect(least.partition == nil && least.time == nil && least.cores == 1 && least.tasks == 100 && least.minutes == 15)
        #expect(least.setup == ["module load gcc"])
        #expect(least.place("time") == "cluster.yml")
    }

    @Test(
        "what is wrong is named with file, line and key",
        arguments: [
            ("partition: short\ntmie: 5", "cluster.yml:2: tmie: unknown key 'tmie'; did you mean 'time'?"),
            ("time: 4h", "cluster.yml:1: time: '4h' is not allowed for 'time'; give a time as Slurm writes it"),
            ("\nmemory: 4 GB", "cluster.yml:2: memory: '4 GB' is not allowed for 'memory'; give a size such as 4000M or 4G"),
            ("cores: 0", "cluster.yml:1: cores: '0' is not allowed for 'cores'; give a whole number from 1 to 1024"),
            ("cores: [1]", "cluster.yml:1: cores: 'cores' is not a text"), ("minutes: nan", "is not allowed for 'minutes'"),
            ("partition: a b", "cluster.yml:1: partition: 'a b' is not allowed for 'partition'; give one word"),
            ("account: --hold", "is not allowed for 'account'"),
            ("options: [--time=5]", "cluster.yml:1: options[0]: --time is set by the program itself; give 'time' instead"),
            ("options: [-p x]", "is no option of sbatch in its long form; write it as --name=value"),
            ("options: [--array=1-3]", "--array is set by the program itself; leave it out"),
            ("- a", "is not a mapping"), ("partition: a\npartition: b", "the key 'partition' stands twice"),
            ("partition: {", "is not YAML"), ("", "the file is empty"),
        ])
    func wrong(_ text: String, _ words: String) {
        do {
            _ = try read(text)
            Issue.record("'\(text)' is read")
        } catch {
            let fault = error as? Fault
            #expect(fault?.status == .usage && fault?.description.contains(words) == true, "\(error)")
        }
    }

    @Test("sizes are in mebibytes", arguments: [("4G", 4096), ("500000K", 489), ("1T", 1_048_576), ("300", 300), ("2000m", 2000)])
    func sizes(_ text: String, _ size: Int) { #expect(ClusterSettingsReader.mebibytes(text) == size) }

    @Test("a file that is not there is answered with what to write")
    func missing() {
        let fault = #expect(throws: Fault.self) { try ClusterSettingsReader.read("/nowhere/cluster.yml", name: "cluster.yml") }
        #expect(fault?.status == .usage && fault?.description.contains("write the file, for example `partition: short`") == true)
    }
}
