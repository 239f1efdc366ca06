/// A type whose values keep rules that no type says, such as lists of one length. Its JSON form is refused where one is broken, so
/// whoever gets a value that was read may rely on them as on one that was made here.
protocol ShapeChecked {
    /// The first rule that is broken; nil where all hold.
    var brokenRule: BrokenRule? { get }
}

/// What is wrong with a value, and with which member of it.
struct BrokenRule {
    var member: String
    var problem: String

    init(_ member: String, _ problem: String) {
        self.member = member
        self.problem = problem
    }

    /// Nil where no two of the members' names are equal.
    init?(repeated names: [String], in member: String, what: String) {
        var seen: Set<String> = []
        guard let name = names.first(where: { !seen.insert($0).inserted }) else { return nil }
        self.init(member, "two \(what) are named '\(name.shortened)'")
    }
}

/// The key of an object's member.
struct MemberKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension String {
    /// The text, cut where it is too long for a message.
    var shortened: String { count > 60 ? "\(prefix(57))..." : self }
}
