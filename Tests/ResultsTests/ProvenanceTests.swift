import Files
import Foundation
import Results
import Testing

@Suite struct ProvenanceTests {
    @Test("provenance comes back as it was written, and counts for nothing where it is damaged")
    func roundTrip() throws {
        try withTemporaryFolder { folder in
            let provenance = Provenance(
                commit: nil, dirty: true, toolchain: "Swift 6.3.1", libraries: ["pango": "1.50.12", "cairo": "1.16.0"],
                kernels: "avx2",
                started: "2026-11-21T11:30:00Z",
                figures: [.init(id: FigureID(paper: "p", figure: "fig1"), wallSeconds: 1.5, processorSeconds: 2.25)])
            let path = Provenance.path(inReport: folder)
            #expect(path == "\(folder)/provenance.json")
            #expect(Provenance.read(path) == nil)
            try provenance.write(to: path)
            #expect(Provenance.read(path) == provenance)
            try AtomicFile.write(text: "{", to: path)
            #expect(Provenance.read(path) == nil)
        }
    }

    @Test("a folder outside git has no commit")
    func noGit() throws {
        withTemporaryFolder { folder in
            #expect(Provenance.revision(ofFolder: folder) == (nil, false))
        }
    }
}
