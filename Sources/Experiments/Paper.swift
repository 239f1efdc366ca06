/// One of the papers whose figures are regenerated.
public struct Paper: Hashable, Sendable {
    /// The first part of its figures' ids, and the name of its folder.
    public let id: String
    /// Its folder in Sources/Experiments: "InformationPlane".
    public let folder: String
    public let title: String
    public let authors: String
    public let venue: String
    /// Nil for what is no paper.
    public let year: Int?

    public init(id: String, folder: String, title: String, authors: String, venue: String, year: Int?) {
        self.id = id
        self.folder = folder
        self.title = title
        self.authors = authors
        self.venue = venue
        self.year = year
    }

    /// "Authors. Title. Venue, year."; of what is no paper, what it is.
    public var citation: String { year.map { "\(authors). \(title). \(venue), \($0)." } ?? "\(venue)." }

    /// "Title (year)".
    public var heading: String { year.map { "\(title) (\($0))" } ?? title }
}
