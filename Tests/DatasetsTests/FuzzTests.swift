import Datasets
import Files
import NumericCore
import Testing

/// Seeded mutations of good files: a reader either refuses with a `Fault`, or gives what keeps its promises. It never crashes.
@Suite("Fuzzing of the readers")
struct FuzzTests {
    /// Some random damage: bits turned, bytes set, pieces removed, doubled or moved, an end cut off.
    private func mutated(_ bytes: [UInt8], with generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...generator.integer(below: 3) where !bytes.isEmpty {
            let place = Int(generator.integer(below: UInt32(bytes.count)))
            let length = min(bytes.count - place, 1 + Int(generator.integer(below: 64)))
            switch generator.integer(below: 7) {
            case 0: bytes[place] ^= 1 << UInt8(generator.integer(below: 8))
            case 1: bytes[place] = UInt8(generator.integer(below: 256))
            case 2: bytes[place] = [0, 0x7f, 0x80, 0xff][Int(generator.integer(below: 4))]
            case 3: bytes.removeSubrange(place..<place + length)
            case 4: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
            case 5: bytes.swapAt(place, Int(generator.integer(below: UInt32(bytes.count))))
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    /// Counts how many of 4000 mutations are refused; anything but a `Fault` of status data fails the test.
    private func refusals(of seed: [UInt8], _ read: ([UInt8]) throws -> Void) throws -> Int {
        var refused = 0
        for number in 0..<4000 {
            var generator = SeededGenerator(seed: 1, purpose: "mutations", index: UInt64(number))
            do {
                try read(mutated(seed, with: &generator))
            } catch let fault as Fault {
                #expect(fault.status == .data && fault.place == "file")
                refused += 1
            }
        }
        return refused
    }

    @Test("gzip: no mutation gives content of another checksum or more than the limit")
    func gzip() throws {
        let content = (0..<600).map { UInt8(truncatingIfNeeded: $0 * $0 / 11) }
        let refused = try refusals(of: Made.gzip(content)) { bytes in
            let unpacked = try Gzip.unpack(bytes, named: "file", atMost: 700)
            // What is accepted: damage of the header's time and the like, or whole members.
            #expect(unpacked == content || unpacked.isEmpty || unpacked == content + content)
        }
        #expect(refused > 3500)
    }

    @Test("IDX: what is accepted has as many values as its dimensions say")
    func idx() throws {
        let refused = try refusals(of: Made.idx([2, 3, 4], Array(0..<24))) { bytes in
            let header = try IDX(bytes, named: "file")
            #expect(header.dimensions.reduce(1, *) == bytes.count - header.offset)
        }
        #expect(refused > 2000)
    }

    @Test("IDX: labels and images that are accepted are in range")
    func labels() throws {
        let images = Made.idx([4, 28, 28], [UInt8](repeating: 3, count: 4 * 784))
        _ = try refusals(of: Made.idx([4], [0, 3, 9, 1])) { bytes in
            let samples = try MNIST.samples(images: (images, "file"), labels: (bytes, "file"), count: 4)
            #expect(samples.labels.allSatisfy { $0 < 10 })
        }
    }

    @Test("tar: what is accepted lies inside the archive, under paths that stay inside")
    func tar() throws {
        let archive = Made.tar([
            .init(path: "folder/", kind: "5"), .init(path: "folder/one", bytes: [1, 2, 3]),
            .init(path: "folder/two", bytes: [UInt8](repeating: 4, count: 600)),
        ])
        let refused = try refusals(of: archive) { bytes in
            for entry in try TarArchive(bytes, named: "file").entries {
                #expect(entry.bytes.lowerBound >= 512 && entry.bytes.upperBound <= bytes.count)
                #expect(!entry.path.hasPrefix("/") && !entry.path.split(separator: "/").contains(".."))
            }
        }
        #expect(refused > 1000)
    }

    @Test("CIFAR-10: what is accepted has the records asked for, each of a known class")
    func cifar() throws {
        let archive = Made.cifar()
        for number in 0..<200 {
            var generator = SeededGenerator(seed: 2, purpose: "mutations", index: UInt64(number))
            do {
                let found = try CIFAR10.read(mutated(archive, with: &generator), named: "file", trainingCount: 20, testCount: 3)
                #expect(found.training.samples.count == 20 && found.training.samples.labels.allSatisfy { $0 < 10 })
            } catch let fault as Fault {
                #expect(fault.status == .data && fault.place == "file")
            }
        }
    }
}
