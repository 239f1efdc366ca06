/// Where the numbers of a smaller network's parameter stand.
struct ParameterSource: Sendable {
    /// A place in the whole network's layout.
    let entry: Int
    let rows: [Int]
    let columns: [Int]
}
