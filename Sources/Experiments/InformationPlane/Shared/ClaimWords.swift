/// Words that claims about networks share.
enum ClaimWords {
    /// The networks that a statement is held against, in print; nothing where all learned.
    static func basis(learned: Int, of all: Int) -> String {
        learned == all ? "" : " (\(learned) of \(all) networks; the others never left chance)"
    }
}
