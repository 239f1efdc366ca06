import Activations
import Files
import Foundation
import Testing

/// What safetensors 0.8.0 (the format's own library) refuses is refused by both readers here, and what it reads is read; but for what its
/// README forbids and it lets pass: a name that comes twice, and a header that does not begin with {.
@Suite("The rules of the .safetensors format")
struct SafeTensorsRulesTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static func file(_ header: [UInt8], data: Int) -> [UInt8] {
        (0..<8).map { UInt8(header.count >> (8 * $0) & 255) } + header + [UInt8](repeating: 0, count: data)
    }

    /// Both readers' answers; the whole-file reader has no complex numbers and no small ones.
    private func problems(_ header: [UInt8], data: Int) throws -> (index: String?, whole: String?) {
        let bytes = Self.file(header, data: data)
        func problem(_ read: () throws -> Void) throws -> String? {
            do { try read() } catch let fault as Fault {
                #expect(fault.status == .data && fault.place?.hasPrefix(scratch.path) == true)
                return fault.problem
            }
            return nil
        }
        let path = try scratch.write(bytes, to: "x.safetensors")
        return (
            try problem { _ = try ActivationTable.open("\(path):x") },
            try problem { _ = try SafeTensors(decoding: Data(bytes), path: path) }
        )
    }

    private static let x = #""x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#

    private static let refused: [(header: String, data: Int, words: String)] = [
        (" {\(x)}", 8, "has a header that does not begin with {"), ("", 0, "has a header that does not begin with {"),
        ("[1]", 0, "has a header that does not begin with {"), ("\u{feff}{}", 0, "has a header that does not begin with {"),
        (#"{\#(x)}x"#, 8, "nothing more expected at byte 62"), ("{\(x)}\0", 8, "nothing more expected at byte 62"),
        ("{\(x),}", 8, "a string expected"), ("{\(x)/*a*/}", 8, "a comma or '}' expected"), ("{\(x)", 8, "a comma or '}' expected"),
        (x.replacing("\"", with: "'"), 8, "does not begin"), ("{'x':1}", 8, "a string expected"),
        (
            "{\(x),\(x)}", 8,
            "has two tensors of one name: 'x' (F32, 2, bytes 0 to 8) and 'x' (F32, 2, bytes 0 to 8)"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"\u0078":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}"#, 8,
            "has two tensors of one name: 'x' (F32, 2, bytes 0 to 8) and 'x' (U8, 8, bytes 0 to 8)"
        ),
        (#"{"__metadata__":{"a":"b"},"__metadata__":{},\#(x)}"#, 8, "has a header with two entries __metadata__"),
        (#"{"__metadata__":{"a":"b","a":"c"},\#(x)}"#, 8, "has a header whose __metadata__ has 'a' twice"),
        (#"{"__metadata__":{"a":1},\#(x)}"#, 8, "a string expected"),
        (#"{"__metadata__":[],\#(x)}"#, 8, "'{' expected"),
        (#"{"__metadata__":{"a":{"b":"c"}},\#(x)}"#, 8, "a string expected"),
        (#"{"x":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 8, "has a tensor 'x' with two entries dtype"),
        (#"{"x":{"dtype":"F32","data_offsets":[0,8]}}"#, 8, "has a tensor 'x' without dtype, shape or data_offsets"),
        (#"{"x":["F32",[2],[0,8]]}"#, 8, "'{' expected"), (#"{"x":null}"#, 8, "'{' expected"),
        (#"{"x":{"dtype":"F32","shape":[true,2],"data_offsets":[0,8]}}"#, 8, "a whole number from 0 expected at byte 37"),
        (#"{"x":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#, 8, "a whole number from 0 expected"),
        (#"{"x":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}"#, 8, "a whole number from 0 expected"),
        (#"{"x":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}"#, 8, "a whole number from 0 expected"),
        (#"{"x":{"dtype":"F32","shape":[-2,-1],"data_offsets":[0,8]}}"#, 8, "a whole number from 0 expected"),
        (#"{"x":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}"#, 8, "a whole number from 0 expected"),
        (#"{"x":{"dtype":"F32","shape":null,"data_offsets":[0,8]}}"#, 8, "'[' expected"),
        (#"{"x":{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,8]}}"#, 8, "a number is too large"),
        (
            #"{"x":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,8]}}"#, 8,
            "has a tensor of an impossible shape: 'x' (F32, 9223372036854775807 x 9223372036854775807, bytes 0 to 8)"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8,
            "has the tensor 'x' (F32, 3, bytes 0 to 8) in 8 bytes, where it takes 12 bytes"
        ),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}"#, 8, "has a tensor 'x' without a place"),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, 8, "has a tensor 'x' without a place"),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8, "has a tensor 'x' without a place"),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8.0]}}"#, 8, "a whole number from 0 expected"),
        (#"{"x":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}"#, 8, "has the tensor 'x' of an unknown type, F33"),
        (#"{"x":{"dtype":"f32","shape":[2],"data_offsets":[0,8]}}"#, 8, "has the tensor 'x' of an unknown type, f32"),
        (
            #"{"x":{"dtype":"F4","shape":[15],"data_offsets":[0,8]}}"#, 8,
            "has the tensor 'x' (F4, 15, bytes 0 to 8) in 8 bytes, where it takes 60 bits"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}"#, 8,
            "has two tensors that overlap: 'x' (F32, 2, bytes 0 to 8) and 'y' (U8, 4, bytes 4 to 8)"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
            "has bytes of no tensor, 0 to 4: the next is 'x' (F32, 1, bytes 4 to 8)"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#, 12,
            "has bytes of no tensor, 4 to 8: the next is 'y' (F32, 1, bytes 8 to 12)"
        ),
        (
            #"{\#(x),"e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}"#, 8,
            "has two tensors that overlap: 'x' (F32, 2, bytes 0 to 8) and 'e' (F32, 0, bytes 4 to 4)"
        ),
        (#"{\#(x),"e":{"dtype":"F32","shape":[0],"data_offsets":[9,9]}}"#, 8, "has bytes of no tensor, 8 to 9"),
        ("{\(x)}", 9, "holds 1 byte behind its last tensor, 'x' (F32, 2, bytes 0 to 8)"),
        ("{\(x)}", 7, "is cut short: it holds 7 bytes of tensors, where 'x' (F32, 2, bytes 0 to 8) is the last"),
        ("{}", 1, "holds 1 byte behind a header without tensors"), (#"{"\ud800":1}"#, 0, "a lone surrogate"),
        (#"{"\u12g4":1}"#, 0, "a hexadecimal digit expected"), ("{\"a\nb\":1}", 0, "a control character in a string"),
        (#"{"a\q":1}"#, 0, "an unknown escape"), (#"{"a"#, 0, "a string is not closed"),
        (#"{"x":{"z":\#(String(repeating: "[", count: 200))"#, 0, "nested too deeply"),
        (#"{"x":{"z":01}}"#, 0, "a value expected"), (#"{"x":{"z":tru}}"#, 0, "'true' expected"),
    ]

    @Test("what breaks them is refused with the tensor and its bytes, or the place in the header", arguments: refused.indices)
    func broken(index: Int) throws {
        let (header, data, words) = Self.refused[index]
        let problems = try problems(Array(header.utf8), data: data)
        #expect(problems.index?.contains(words) == true, "\(problems.index ?? "it is read")")
        #expect(problems.whole == problems.index)
    }

    @Test("bytes that are no UTF-8 are refused")
    func encoding() throws {
        for header in [[0x7b, 0x22, 0xff, 0x22] + Array(#":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#.utf8)] {
            #expect(try problems(header, data: 1).index?.contains("a string is not UTF-8") == true)
        }
    }

    @Test("a longer header than the format allows is refused before it is read")
    func longest() throws {
        let path = "\(scratch.path)/long.safetensors"
        _ = try scratch.write([0x01, 0xe1, 0xf5, 0x05, 0, 0, 0, 0], to: "long.safetensors")
        // A file with a hole in it, which takes no room on the disk.
        #expect(truncate(path, 200_000_000) == 0)
        #expect(
            fault(.data, at: path) { _ = try ActivationTable.open(path) }
                == "has a header of 100000001 bytes, above the format's 100000000")
    }

    @Test(
        "what keeps them is read",
        arguments: [
            ("{\(x)}", 8), ("{\(x)} \n\t  ", 8), (#"{"__metadata__":null,\#(x)}"#, 8), (#"{"__metadata__":{},\#(x)}"#, 8),
            (
                #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":[1,-2.5e3,{"a":null},true,"\\\"\u00e9\ud83d\ude00"]}}"#,
                8
            ),
            (#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, 8),
            (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 8),
            (
                #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0,9],"data_offsets":[4,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
                8
            ),
            (#"{\#(x),"e":{"dtype":"F32","shape":[0,9223372036854775807,4],"data_offsets":[8,8]}}"#, 8),
            (#"{"":{"dtype":"U8","shape":[],"data_offsets":[8,9]},\#(x)}"#, 9),
            // One letter with an accent, and a letter and an accent: two names.
            (
                #"{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"\u00e9":{"dtype":"U8","shape":[1],"data_offsets":[2,3]},"e\u0301":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}"#,
                4
            ),
        ])
    func kept(header: String, data: Int) throws {
        let problems = try problems(Array(header.utf8), data: data)
        #expect(problems.index == nil && problems.whole == nil)
    }

    @Test("tensors of types that are not read here may stand beside the one that is")
    func otherTypes() throws {
        let header = #"""
            {"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"F4","shape":[2],"data_offsets":[1,2]},"b":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[2,5]},"c":{"dtype":"C64","shape":[1],"data_offsets":[5,13]},"d":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[13,14]}}
            """#
        #expect(try problems(Array(header.utf8), data: 14).index == nil)
        let path = "\(scratch.path)/x.safetensors"
        #expect(
            fault(.data, at: "\(path):d") { _ = try ActivationTable.open("\(path):d") }
                == "holds numbers of the type F8_E4M3, which is not read")
    }
}
