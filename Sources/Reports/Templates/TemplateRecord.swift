import Stencil

/// A value with named members for templates: a member that it has not is an error, where Stencil's dictionaries give a blank.
struct TemplateRecord: DynamicMemberLookup, CustomStringConvertible {
    /// What the record is called in messages: "values".
    let name: String
    /// What the record prints as when named itself.
    let description: String
    private let members: [String: Any]

    init(_ name: String, printing description: String = "", _ members: [String: Any]) {
        self.name = name
        self.description = description
        self.members = members
    }

    subscript(dynamicMember member: String) -> Any? {
        if let value = members[member] { return value }
        let known = members.keys.sorted().joined(separator: ", ")
        let name = name
        return LazyValueWrapper(closure: { _ in
            throw TemplateSyntaxError("\(name) has no '\(member)'; it has \(known.isEmpty ? "nothing" : known)")
        })
    }
}
