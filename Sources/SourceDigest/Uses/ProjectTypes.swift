/// The types of all source files, and which of them are called into by code that is none of the project's.
struct ProjectTypes {
    /// What any file declares, at any depth.
    private(set) var names: Set<String> = []
    /// Types that conform, by whatever way, to protocols from outside whose requirements are called by names of their own, or inherit
    /// from outside: what of their members is used, no mention tells.
    private(set) var calledInto: Set<String> = []
    /// Type, protocol or class -> what it inherits.
    private var conformances: [String: Set<String>] = [:]

    /// Protocols whose requirements are called without a name, and the types of raw values.
    private static let harmless: Set = [
        "Sendable", "Equatable", "Hashable", "Comparable", "Codable", "Encodable", "Decodable", "Error", "CaseIterable",
        "AnyObject",
        "CustomStringConvertible", "Identifiable", "RawRepresentable", "BitwiseCopyable", "Copyable", "String", "Int", "Int32",
        "UInt8",
        "UInt32", "UInt64", "Character",
    ]

    mutating func add(_ types: Set<String>, conforming conformances: [String: Set<String>]) {
        names.formUnion(types)
        self.conformances.merge(conformances) { $0.union($1) }
    }

    /// To be called once all files are added.
    mutating func settle() {
        var isNew = true
        while isNew {
            isNew = false
            for (type, inherited) in conformances where !calledInto.contains(type) {
                let outside = inherited.subtracting(names).subtracting(Self.harmless)
                if !outside.isEmpty || !inherited.isDisjoint(with: calledInto) {
                    calledInto.insert(type)
                    isNew = true
                }
            }
        }
    }
}
