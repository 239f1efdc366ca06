import Files
import Foundation
import Results
import Testing

private func damage(_ path: String, in folder: String) throws -> String? {
    guard case .damaged(let reason) = try ResultFile.read(path) else { return nil }
    return reason
}

@Suite struct ResultFileTests {
    @Test("a result's file is the golden one")
    func golden() throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/result.json").path(
            percentEncoded: false)
        try withTemporaryFolder { folder in
            let path = ResultFile.path(of: sampleResult.id, inReport: folder)
            #expect(path == "\(folder)/results/information-plane-fig1.json")
            try ResultFile(inputs: sampleInputs, result: sampleResult).write(to: path)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard let expected = try? String(contentsOfFile: golden, encoding: .utf8) else {
                try AtomicFile.write(text: text, to: golden)
                Issue.record("\(golden) was missing and has been written: look at it")
                return
            }
            #expect(text == expected)
        }
    }

    @Test("a result is read with its inputs, key and digest")
    func roundTrip() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/result.json"
            let file = ResultFile(inputs: sampleInputs.reversed(), result: sampleResult)
            try file.write(to: path)
            guard case .valid(let read) = try ResultFile.read(path) else {
                Issue.record("\(try ResultFile.read(path))")
                return
            }
            #expect(read == file)
            #expect(read.result == sampleResult)
            #expect(read.key == CacheKey(sampleInputs))
            #expect(read.inputs.map(\.name) == ["data MNIST", "seed", "setting epochs", "source Networks"])
        }
    }

    @Test("the digest is the result's alone")
    func digest() {
        let file = ResultFile(inputs: sampleInputs, result: sampleResult)
        #expect(ResultFile(inputs: [], result: sampleResult).digest == file.digest)
        var other = sampleResult
        other.values[0].value = other.values[0].value.nextUp
        #expect(ResultFile(inputs: sampleInputs, result: other).digest != file.digest)
    }

    @Test("a flipped bit is noticed, whichever byte it is in")
    func flippedBits() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/result.json"
            let file = ResultFile(inputs: sampleInputs, result: sampleResult)
            try file.write(to: path)
            let whole = [UInt8](try #require(FileManager.default.contents(atPath: path)))
            #expect(ResultFile.read(whole) == .valid(file))
            for index in whole.indices {
                var bytes = whole
                bytes[index] ^= 1 << (index % 8)
                guard case .damaged = ResultFile.read(bytes) else {
                    Issue.record("byte \(index) is not noticed")
                    continue
                }
            }
        }
    }

    @Test("a file that is cut, empty or of another format is damaged, with the reason")
    func damaged() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/result.json"
            #expect(try ResultFile.read(path) == .missing)
            try ResultFile(inputs: sampleInputs, result: sampleResult).write(to: path)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try AtomicFile.write(text: String(text.dropLast(2)), to: path)
            #expect(try damage(path, in: folder)?.contains("a comma or '}' expected") == true)
            try AtomicFile.write(text: "", to: path)
            #expect(try damage(path, in: folder) == "byte 0: a value expected")
            try AtomicFile.write(text: text.replacingOccurrences(of: "\"format\": 1", with: "\"format\": 2"), to: path)
            #expect(try damage(path, in: folder) == "format: 2 is not the format 1")
            try AtomicFile.write(text: text.replacingOccurrences(of: "97.07", with: "98.07"), to: path)
            #expect(try damage(path, in: folder) == "its digest does not fit its content")
            try AtomicFile.write(text: text.replacingOccurrences(of: "\"setting epochs\"", with: "\"seed\""), to: path)
            #expect(try damage(path, in: folder) == "inputs: two have one name")
            try AtomicFile.write(text: text.replacingOccurrences(of: "\"4000\"},", with: "\"8000\"},"), to: path)
            #expect(try damage(path, in: folder) == "its digest does not fit its content")
        }
    }

    @Test("a folder in the file's place is a fault that names it")
    func unreadable() {
        withTemporaryFolder { folder in
            _ = #expect { try ResultFile.read(folder) } throws: { ($0 as? Fault)?.place == folder }
        }
    }

    @Test("a result stands as up to date, changed, damaged or missing, in words")
    func standing() throws {
        let file = ResultFile(inputs: sampleInputs, result: sampleResult)
        var wanted = sampleInputs
        #expect(ResultFile.Reading.valid(file).standing(for: wanted.reversed()).description == "up to date")
        wanted[0].value = String(repeating: "b2", count: 32)
        wanted[1].value = "8000"
        let standing = ResultFile.Reading.valid(file).standing(for: wanted)
        #expect(standing.description == "setting epochs: 4000 -> 8000, source Networks: changed")
        #expect(!standing.isUpToDate)
        #expect(ResultFile.Reading.missing.standing(for: wanted).description == "not there yet")
        #expect(ResultFile.Reading.damaged(reason: "cut").standing(for: wanted).description == "damaged: cut")
    }
}
