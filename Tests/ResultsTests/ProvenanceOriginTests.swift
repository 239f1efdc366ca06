import Files
import Results
import Testing

@Suite("Where code and data came from")
struct ProvenanceOriginTests {
    @Test("the digest of the uncommitted difference and the data's origins come back, and a file without them is still read")
    func roundTrip() throws {
        try withTemporaryFolder { folder in
            let path = Provenance.path(inReport: folder)
            var provenance = Provenance(
                commit: nil, dirty: true, difference: String(repeating: "d", count: 64), toolchain: "Swift 6.3.1", libraries: [:],
                kernels: "avx2", started: "2026-11-21T11:30:00Z",
                data: [.init(dataset: "MNIST", file: "train-images-idx3-ubyte.gz", source: "data/mnist")])
            try provenance.write(to: path)
            #expect(Provenance.read(path) == provenance)
            provenance.difference = nil
            provenance.data = nil
            try provenance.write(to: path)
            #expect(Provenance.read(path) == provenance)
        }
    }

    @Test("a folder outside git has no difference, and no revision")
    func noGit() throws {
        withTemporaryFolder { folder in
            let git = GitRepository(folder: folder)
            #expect(git.digestOfChanges == nil)
            for name in ["HEAD", "--all", ""] { #expect(throws: Fault.self) { try git.commit(name) } }
        }
    }
}
