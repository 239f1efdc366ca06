import Datasets
import Files
import Foundation
import Testing

@Suite("Deformed images")
struct DeformationTests {
    private static let pool = SamplePool(
        training: Glyphs.samples(.training, count: 300), test: Glyphs.samples(.test, count: 60))
    private static let selection = DataSelection(.mnist, trainingShare: 1, deformation: .oneOfFive)

    @Test("deformed images have the same bits everywhere, by the SHA-256 of their bytes")
    func golden() throws {
        let split = try Self.pool.split(by: Self.selection)
        let test = try #require(split.test)
        #expect(
            SHA256.hex(of: (split.training.features + test.features).map { UInt8(($0 * 255).rounded()) })
                == "9b82ed75f049bb9ee390068fe88530e2dc9834bf073e63db99b3b6eef750d8e2")
    }

    @Test("an image is deformed alike whatever else is selected, and otherwise under another seed")
    func alike() throws {
        let whole = try Self.pool.split(by: Self.selection).training
        var other = Self.selection
        (other.classes, other.trainingShare) = ([4, 7], 0.6)
        let some = try Self.pool.split(by: other)
        func rows(_ samples: LabelledSamples?) -> [[Float]] {
            guard let samples else { return [] }
            return (0..<samples.count).map { Array(samples.features[$0 * 784..<($0 + 1) * 784]) }
        }
        let all = Set(rows(whole))
        #expect(rows(some.training).allSatisfy(all.contains) && rows(some.validation).allSatisfy(all.contains))
        var seeded = Self.selection
        seeded.seed = 1
        #expect(try Self.pool.split(by: seeded).training.features != whole.features)
        #expect(try Self.pool.split(by: seeded).training.labels == whole.labels)
    }

    @Test("each of the five ways comes up for about a fifth of the images, and keeps most of the ink")
    func ways() throws {
        var plain = Self.selection
        plain.deformation = nil
        let before = try Self.pool.split(by: plain).training
        let after = try Self.pool.split(by: Self.selection).training
        var moved = 0
        for row in 0..<300 {
            let range = row * 784..<(row + 1) * 784
            let ratio = after.features[range].reduce(0, +) / before.features[range].reduce(0, +)
            #expect((0.15...1.7).contains(ratio), "image \(row) keeps \(ratio) of its ink")
            // A shift by whole pixels leaves the values as they are.
            if Set(after.features[range]).isSubset(of: Set(before.features[range])) { moved += 1 }
        }
        #expect((35...85).contains(moved))
    }

    @Test("samples that are no grey images are refused")
    func refused() {
        let pool = SamplePool(training: SZT.bytes(), test: nil)
        let fault = #expect(throws: Fault.self) { try pool.split(by: DataSelection(.szt, deformation: .oneOfFive)) }
        #expect(fault?.problem == "its samples are not grey images, which alone are deformed")
    }

    @Test("a selection's JSON names what was added to selections later only where it is asked for")
    func json() throws {
        func json(_ selection: DataSelection) throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return String(decoding: try encoder.encode(selection), as: UTF8.self)
        }
        let known =
            #"{"dataset":"MNIST","range":"0 to 1","seed":0,"shuffledLabelShare":0,"trainingShare":0.8}"#
        #expect(try json(DataSelection(.mnist)) == known)
        #expect(try JSONDecoder().decode(DataSelection.self, from: Data(known.utf8)) == DataSelection(.mnist))
        let full = DataSelection(
            .cifar100, testSamplesPerClass: 3, labelling: .coarse, deformation: .oneOfFive)
        let words = try json(full)
        #expect(words.contains(#""deformation":"one of five""#) && words.contains(#""labelling":"coarse""#))
        #expect(try JSONDecoder().decode(DataSelection.self, from: Data(words.utf8)) == full)
        let images = DataSelection(ImageSelection("imagenet/train", test: "imagenet/val", passesOverBroken: true), seed: 2)
        let folder = try json(images)
        #expect(folder.contains(#""dataset":"images""#) && folder.contains(#""shorter":256"#) && folder.contains("0.485"))
        #expect(try JSONDecoder().decode(DataSelection.self, from: Data(folder.utf8)) == images)
    }
}
