/// A piece of a source file that other code uses by name: a top-level declaration of Swift, a whole file of C.
public struct SourcePart: Equatable, Sendable {
    /// What must be mentioned for the piece to be used.
    public enum Door: Equatable, Sendable {
        /// Nothing: it may be used by code that names it nowhere.
        case open
        /// It is used within its own file only.
        case file
        /// Any of the names: of a type, a function, a variable.
        case names(Set<String>)
        /// An extension: the type's name, and any of the members'; no members: the type's name alone.
        case members(of: String, Set<String>)
        /// An extension of a type from outside the project, which nobody need name: any of the members' names.
        case anyMember(Set<String>)
    }

    public var door: Door
    /// Every name that it mentions.
    public var mentions: Set<String>

    public init(door: Door, mentions: Set<String>) {
        self.door = door
        self.mentions = mentions
    }
}

/// What is known of a source file.
public struct SourceFile: Equatable, Sendable {
    /// SHA-256 of its code, 64 hexadecimal digits.
    public var digest: String
    public var parts: [SourcePart]
    /// The modules that it imports.
    public var imports: Set<String>

    public init(digest: String, parts: [SourcePart], imports: Set<String> = []) {
        self.digest = digest
        self.parts = parts
        self.imports = imports
    }

    /// A file of which nothing but its digest is known: whatever can use its module uses it, and it uses nothing by name.
    public init(digest: String) { self.init(digest: digest, parts: [SourcePart(door: .open, mentions: [])]) }

    /// The file with extensions of types that are not among the project's as what they are.
    func knowing(_ types: Set<String>) -> SourceFile {
        var file = self
        for index in file.parts.indices {
            if case .members(let type, let members) = file.parts[index].door, !types.contains(type) {
                file.parts[index].door = members.isEmpty ? .open : .anyMember(members)
            }
        }
        return file
    }
}
