extension Paper {
    /// "Revisiting the Information Plane".
    public static let informationPlane = Paper(
        id: "information-plane", folder: "InformationPlane", title: "Revisiting the Information Plane",
        authors: "Anonymous authors", venue: "Under review as a conference paper at ICLR", year: 2020)
}
