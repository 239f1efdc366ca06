// listing: example-data-test
import Datasets
import Files
import InformationTheory
import Testing

@Suite struct ParityTests {
    @Test("the labels are those that the digest names, half of each class")
    func labels() {
        let samples = Parity.samples()
        #expect(SHA256.hex(of: samples.labels.map { UInt8($0) }) == Parity.digest)
        #expect(samples.classCounts == [128, 128])
    }

    @Test("no bit tells anything of the parity, all of them together tell it whole")
    func synergy() {
        let samples = Parity.samples()
        let bits = (0..<Parity.width).map { bit in (0..<samples.count).map { samples.features[$0 * Parity.width + bit] } }
        for bit in bits { #expect(MutualInformation.of(bit, and: samples.labels) == 0) }
        #expect(MutualInformation.of(Array(0..<samples.count), and: samples.labels) == 1)
    }
}
// end of listing
