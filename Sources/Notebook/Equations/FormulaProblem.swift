/// What is wrong with an equation, for whoever knows where it stands.
public struct FormulaProblem: Error, Sendable, Equatable {
    /// How many characters of the equation stand before the place.
    public let offset: Int
    public let problem: String
    public let remedy: String
}
