import Charts

/// The colours of outcomes: blue holds, vermilion does not, grey is open; apart for colour-blind readers, and by marker too.
enum AtlasColors {
    static let holds = SeriesStyle(Palette.categorical[0], marker: .disc)
    static let fails = SeriesStyle(Palette.categorical[1], marker: .triangle)
    static let open = SeriesStyle(.gray(0.55), marker: .circle)
}
