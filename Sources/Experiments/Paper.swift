/// One of the papers whose figures are regenerated.
public struct Paper: Hashable, Sendable {
    /// The first part of its figures' ids, and the name of its folder.
    public let id: String
    /// Its folder in Sources/Experiments: "InformationPlane".
    public let folder: String
    public let title: String
    public let authors: String
    public let venue: String
    public let year: Int

    public init(id: String, folder: String, title: String, authors: String, venue: String, year: Int) {
        self.id = id
        self.folder = folder
        self.title = title
        self.authors = authors
        self.venue = venue
        self.year = year
    }

    /// "Authors. Title. Venue, year."
    public var citation: String { "\(authors). \(title). \(venue), \(year)." }
}
