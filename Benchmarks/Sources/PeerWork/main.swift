import Foundation

// PeerWork inputs FOLDER: writes what the peers work on, a folder a piece of work.
// PeerWork time WORK THREADS: does a piece of work for about two seconds and prints the times and what came out as JSON.
let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.count) {
case ("inputs", 2):
    for work in PieceOfWork.all { try work.write(InputFolder("\(arguments[2])/\(work.name)")) }
    print(PieceOfWork.all.map(\.name).joined(separator: "\n"))
case ("time", 3):
    guard let work = PieceOfWork.all.first(where: { $0.name == arguments[2] }), let threads = Int(arguments[3]), threads > 0 else {
        fallthrough
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(try work.time(threads)), as: UTF8.self))
default:
    FileHandle.standardError.write(Data("usage: PeerWork inputs FOLDER | PeerWork time WORK THREADS\n".utf8))
    exit(64)
}
