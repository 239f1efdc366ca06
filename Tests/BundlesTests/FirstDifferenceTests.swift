import Files
import Testing

@testable import Bundles

@Suite struct FirstDifferenceTests {
    private static func network(_ weights: [Float], key: String = "k") -> [UInt8] {
        [UInt8](
            SafeTensors(
                tensors: [.init(name: "epochs", shape: [1], [Int64(3)]), .init(name: "layers.0.weights", shape: [2, 2], weights)],
                metadata: ["key": key, "sha256": "\(weights)"]
            ).encoded())
    }

    @Test("of networks, the array, the value's number and both values are told")
    func networks() {
        let here = Self.network([1, 2, 3, 4])
        #expect(
            FirstDifference.ofNetworks(here: here, there: Self.network([1, 2, 3.5, 5]))
                == "layers.0.weights, value 3: 3.0 here, 3.5 in the bundle")
        #expect(
            FirstDifference.ofNetworks(here: here, there: Self.network([1, 2, 3, 4], key: "l")) == "the header's 'key' is another")
        #expect(FirstDifference.ofNetworks(here: here, there: [1, 2]) == "byte 1 is another")
    }

    @Test("of results, the place in the file and both values are told")
    func json() {
        func difference(_ here: String, _ there: String) -> String {
            FirstDifference.ofJSON(here: Array(here.utf8), there: Array(there.utf8))
        }
        #expect(
            difference(#"{"digest": "a", "r": {"v": [1, 2]}}"#, #"{"digest": "b", "r": {"v": [1, 2.5]}}"#)
                == "r.v[1]: 2.0 here, 2.5 in the bundle")
        #expect(difference(#"{"v": [1]}"#, #"{"v": [1, 2]}"#) == "v: 1 values here, 2 in the bundle")
        #expect(difference(#"{"v": "a"}"#, #"{"v": null}"#) == "v: 'a' here, nothing in the bundle")
        #expect(difference(#"{"v": 1}"#, #"{"w": 1}"#).contains("'v' here, 'w' in the bundle"))
        #expect(difference("{\"v\": 1}", "{\"v\":  1}") == "the layout of its text is another")
        #expect(difference("{", "[") == "byte 1 is another")
    }

    @Test("of other files, the byte or the lengths are told")
    func bytes() {
        #expect(FirstDifference.ofBytes(here: [1, 2], there: [1, 3]) == "byte 2 is another")
        #expect(FirstDifference.ofBytes(here: [1, 2], there: [1]) == "2 bytes here, 1 in the bundle")
    }
}
