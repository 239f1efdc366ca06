/// A piece of a source file that other code uses by name: a declaration of Swift, at the top level or in a type there; a whole file of C.
public struct SourcePart: Equatable, Sendable {
    /// What must be mentioned for the piece to be used.
    public enum Door: Equatable, Sendable {
        /// Nothing: it may be used by code that names it nowhere.
        case open
        /// It is used with its file.
        case file
        /// Any of the names, and its file besides: what is private.
        case local(Set<String>)
        /// Any of the names: of a type, a function, a variable.
        case names(Set<String>)
        /// A type's member, or several: the type's name, and any of theirs; no members: the type's name alone.
        case members(of: String, Set<String>)
        /// An extension of a type from outside the project, which nobody need name: any of the members' names.
        case anyMember(Set<String>)
    }

    public var door: Door
    /// Every name that it mentions.
    public var mentions: Set<String>
    /// The first 16 digits of its code's SHA-256.
    public var digest: String

    public init(door: Door, mentions: Set<String>, digest: String) {
        self.door = door
        self.mentions = mentions
        self.digest = digest
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
    public init(digest: String) { self.init(digest: digest, parts: [SourcePart(door: .open, mentions: [], digest: digest)]) }

    /// The file with members of types that are not among the project's as what they are, and those of types that others call into with
    /// their types.
    func knowing(_ types: ProjectTypes) -> SourceFile {
        var file = self
        for index in file.parts.indices {
            guard case .members(let type, let members) = file.parts[index].door else { continue }
            if !types.names.contains(type) {
                file.parts[index].door = members.isEmpty ? .open : .anyMember(members)
            } else if types.calledInto.contains(type) {
                file.parts[index].door = .members(of: type, [])
            }
        }
        return file
    }
}
