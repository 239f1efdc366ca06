/// A thing drawn in a panel, in data units. Marks compose - a band with a line is a band and a line - and never aggregate: densities, means
/// and bands arrive ready. They are drawn in their order, later ones over earlier ones.
public enum Mark: Sendable, Equatable {
    case line(LineMark)
    case epochPath(EpochPathMark)
    case points(PointsMark)
    case band(BandMark)
    case bars(BarsMark)
    case ranges(RangesMark)
    case violin(ViolinMark)
    case histogram(HistogramMark)
    case heat(HeatMark)
    case rule(RuleMark)
    case note(NoteMark)
    case region(RegionMark)
}
