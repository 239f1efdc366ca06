import Files
import Foundation
import Networks
import Testing

@Suite("Trajectories' files")
struct TrajectoryFileTests {
    private static let trajectory: Trajectory? = try? Trainer().train(TestTask.job(), on: TestTask.split)

    @Test("a file read back is the trajectory, job and all, and its bytes repeat")
    func roundTrip() throws {
        let trajectory = try #require(Self.trajectory)
        let file = trajectory.encoded()
        #expect(try Trajectory(decoding: file, path: "a.safetensors") == trajectory)
        #expect(trajectory.encoded() == file)
    }

    @Test("a changed byte is noticed wherever it stands, by a fault that names the file")
    func damage() throws {
        let file = try #require(Self.trajectory).encoded()
        for place in stride(from: 3, to: file.count, by: max(1, file.count / 4000)) {
            var damaged = file
            damaged[place] ^= 0x14
            let fault = #expect(throws: Fault.self, "byte \(place)") {
                try Trajectory(decoding: damaged, path: "the/file.safetensors")
            }
            #expect(fault?.place == "the/file.safetensors" && fault?.status == .data)
        }
    }

    @Test("every truncation is noticed")
    func truncation() throws {
        let file = try #require(Self.trajectory).encoded()
        for count in stride(from: 0, to: file.count, by: max(1, file.count / 200)) {
            #expect(throws: Fault.self) { try Trajectory(decoding: file.prefix(count), path: "f") }
        }
    }

    @Test(
        "a safetensors file with a lying header is refused",
        arguments: [
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            #"{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}"#, #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
            #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#, #"{"a":{"x":"y"}}"#, "[]", "nonsense",
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        ])
    func lyingHeader(_ header: String) {
        var file = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        file.append(contentsOf: header.utf8)
        file.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(throws: Fault.self) { try SafeTensors(decoding: file, path: "f") }
    }

    @Test("a safetensors file keeps names, types, shapes and texts")
    func tensors() throws {
        let file = SafeTensors(
            tensors: [
                .init(name: "b/\"quoted\"", shape: [2, 2], [1.5, -2, .infinity, 0] as [Float]),
                .init(name: "a", shape: [], [Int64(-7)]),
                .init(name: "empty", shape: [0, 3], [] as [Double]),
            ], metadata: ["note": "é / ü"])
        let read = try SafeTensors(decoding: file.encoded(), path: "f")
        #expect(read == file)
        #expect(read.integers("a") == [-7] && read.floats("a") == nil && read.floats("b/\"quoted\"")?[1] == -2)
    }
}
