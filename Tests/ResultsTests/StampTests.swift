import Files
import Foundation
import Results
import Testing

@Suite struct StampTests {
    @Test("a stamp holds while its files are whole and its inputs the same")
    func standing() throws {
        try withTemporaryFolder { folder in
            let path = Stamp.path(of: FigureID(paper: "p", figure: "fig1"), inReport: folder)
            #expect(path == "\(folder)/figures/p-fig1.stamp.json")
            #expect(try Stamp.read(path).standing(for: sampleInputs) == .missing)
            try AtomicFile.write(text: "drawn", to: "\(folder)/figures/p-fig1.png")
            try AtomicFile.write(text: "drawn, too", to: "\(folder)/figures/p-fig1.pdf")
            let stamp = try Stamp(inputs: sampleInputs, files: ["p-fig1.png", "p-fig1.pdf"], inFolder: "\(folder)/figures")
            try stamp.write(to: path)
            #expect(try Stamp.read(path) == .valid(stamp))
            #expect(try Stamp.read(path).standing(for: sampleInputs).isUpToDate)
            #expect(try Stamp.read(path).standing(for: sampleInputs + [.setting("new", "1")]).description == "setting new: new (1)")
            try AtomicFile.write(text: "Drawn", to: "\(folder)/figures/p-fig1.png")
            #expect(try Stamp.read(path) == .damaged(reason: "p-fig1.png is not what was drawn"))
            try FileManager.default.removeItem(atPath: "\(folder)/figures/p-fig1.png")
            #expect(try Stamp.read(path) == .damaged(reason: "p-fig1.png is missing"))
        }
    }

    @Test("a file that is not there cannot be stamped")
    func missingFile() {
        #expect(throws: Fault.self) { try Stamp(inputs: [], files: ["none.png"], inFolder: "/no/such/folder") }
    }
}
