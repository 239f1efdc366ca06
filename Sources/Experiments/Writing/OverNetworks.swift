import Judging
import Results

extension TableResult.Cell {
    /// A mean over networks with its interval: "0.97 (0.96 to 0.98)".
    /// - Parameters:
    ///   - digits: how many follow the point in print.
    ///   - bounds: what the quantity can be, beyond which no interval reaches.
    public static func mean(
        _ networks: [Double], _ digits: Int, within bounds: Bounds = .none
    ) -> Self {
        .text(Estimate(mean: networks).clamped(to: bounds).short(digits: digits))
    }
}

extension Array where Element: RandomAccessCollection, Element.Index == Int {
    /// [point][network] as [network][point], and the other way round; none where there is none.
    public var transposed: [[Element.Element]] {
        guard let first else { return [] }
        return first.indices.map { place in map { $0[place] } }
    }
}
