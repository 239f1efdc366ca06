import Driver
import Foundation
import Fuzzing
import NumericCore

// usage: fuzz READER [libFuzzer's options and folders]; fuzz --names

/// The reader that this process feeds.
nonisolated(unsafe) var reader: FuzzedReader?

/// libFuzzer asks for damage to a file of its corpus: half of it is the reader's own kinds, half libFuzzer's, which follow coverage.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int, _ seed: UInt32) -> Int {
    var random = SeededGenerator(seed: UInt64(seed), purpose: "fuzzing")
    guard let reader, count > 0, random.nextWord() % 2 == 0 else { return LLVMFuzzerMutate(bytes, count, room) }
    let damaged = reader.mutated(Array(UnsafeBufferPointer(start: bytes, count: count)), with: &random)
    guard !damaged.isEmpty, damaged.count <= room else { return LLVMFuzzerMutate(bytes, count, room) }
    bytes.update(from: damaged, count: damaged.count)
    return damaged.count
}

func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let reader else { return -1 }
    do { _ = try reader.accepts(Array(UnsafeBufferPointer(start: bytes, count: count)), alone: true) } catch {
        // libFuzzer keeps the input of a process that aborts.
        FileHandle.standardError.write(Data("BROKEN PROMISE: \(error)\n".utf8))
        abort()
    }
    return 0
}

if CommandLine.arguments.dropFirst().first == "--names" {
    print(FuzzedReader.names.joined(separator: "\n"))
    exit(0)
}
guard CommandLine.arguments.count > 1, let found = FuzzedReader.named(CommandLine.arguments[1]) else {
    FileHandle.standardError.write(Data("fuzz: name one of \(FuzzedReader.names.joined(separator: ", "))\n".utf8))
    exit(64)
}
reader = found
// libFuzzer's own arguments begin where the reader's name stands.
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(LLVMFuzzerRunDriver(&count, &arguments, feed))
