import Files

/// One of the named arrays of a file.
enum ChosenArray {
    /// The place of the array that is meant: the named one, or the only one.
    /// - Parameters:
    ///   - names: of all arrays, with what each is, for messages.
    ///   - noun: what the file's kind calls an array.
    /// - Throws: a `Fault`: status usage where the choice is open or there is no such array, status data where there are none at all.
    static func index(_ reference: FileReference, among names: [(name: String, kind: String)], noun: String) throws -> Int {
        guard let first = names.first else {
            throw Fault("holds no \(noun)", at: reference.path, remedy: "save activations in it", status: .data)
        }
        if let wanted = reference.name {
            // Names that only look the same are two.
            let index = names.firstIndex { $0.name.utf8.elementsEqual(wanted.utf8) } ?? names.firstIndex { $0.name == wanted }
            if let index { return index }
            throw Fault(
                "holds no \(noun) '\(shown(wanted))'", at: reference.path, remedy: "use one of \(list(names))", status: .usage)
        }
        guard names.count == 1 else {
            throw Fault(
                "holds \(names.count) \(noun)s: \(list(names))", at: reference.path,
                remedy: "name one: \(reference.path):\(shown(first.name))", status: .usage)
        }
        return 0
    }

    private static func list(_ names: [(name: String, kind: String)]) -> String {
        let shownNames = names.prefix(20).map { $0.kind.isEmpty ? shown($0.name) : "\(shown($0.name)) (\($0.kind))" }
        return shownNames.joined(separator: ", ") + (names.count > 20 ? ", and \(names.count - 20) more" : "")
    }
}
