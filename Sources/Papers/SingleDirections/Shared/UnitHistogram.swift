import Experiments

extension TunedNetworks {
    /// The share of a network's units in each bar, of which the first begins at 0; the mean over the networks.
    /// - Parameters:
    ///   - layer: whose units, from 0; nil: all.
    ///   - greatest: the bars reach so far; what lies beyond is in the last.
    func histogram(_ measure: UnitMeasure, step: Double, greatest: Double, layer: Int? = nil) -> Series {
        let bars = max(1, Int((greatest / step - 1e-9).rounded(.up)))
        let shares = units.units(layer: layer).map { units in
            var counts = [Double](repeating: 0, count: bars)
            for unit in units { counts[max(0, min(Int(measure.value(unit) / step), bars - 1))] += 1 }
            return counts.map { $0 / Double(units.count) }
        }
        let edges = (0...bars).map { Double($0) * step }
        return Series(
            layer.map { "layer-\($0 + 1)" } ?? id, layer.map { "layer \($0 + 1)" } ?? label,
            Column("from", measure.quantity, Array(edges.dropLast())),
            [Column("to", measure.quantity, Array(edges.dropFirst())), .mean("share", "share of units", of: shares)])
    }
}
