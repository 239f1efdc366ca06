import CKernels
import NumericCore

/// How the values of a batch stand in memory: units x samples where each channel is one value, else in panels of 32 samples, as
/// `CKernels/include/kernels.h` says.
extension Shape {
    /// Samples of a panel.
    package static let panel = 32

    /// Floats from channel to channel in a panel.
    private var mapPitch: Int { rows * columns * Self.panel + Self.panel }

    /// Floats that a batch of at most so many samples takes.
    func size(capacity: Int) -> Int {
        // The kernels take whole fours of channels.
        let stored = padded(channels, to: 4)
        return isFlat ? stored * capacity : stored * mapPitch * (padded(capacity, to: Self.panel) / Self.panel)
    }

    /// Vectors of eight floats that a batch takes, with all that pads them.
    package func vectors(_ pass: Pass) -> Int { isFlat ? channels * pass.lanes : size(capacity: 8 * pass.lanes) / 8 }

    /// A batch's values at an address.
    package func maps(at base: UnsafeMutablePointer<Float>, _ pass: Pass) -> refigure_maps {
        refigure_maps(
            base: base, channels: channels, rows: rows, columns: columns, channel_pitch: isFlat ? pass.pitch : mapPitch,
            panel_pitch: isFlat ? Self.panel : padded(channels, to: 4) * mapPitch)
    }

    /// The pieces in which a batch's values of one channel stand: a panel's positions, 32 floats each, or all samples.
    package func runs(
        ofChannel channel: Int, at base: UnsafeMutablePointer<Float>, _ pass: Pass
    ) -> [UnsafeMutableBufferPointer<Float>] {
        if isFlat { return [UnsafeMutableBufferPointer(start: base + channel * pass.pitch, count: pass.pitch)] }
        let maps = maps(at: base, pass)
        return (0..<pass.panels).map { panel in
            UnsafeMutableBufferPointer(
                start: base + panel * maps.panel_pitch + channel * maps.channel_pitch, count: rows * columns * Self.panel)
        }
    }
}

extension Feed {
    /// The values that are taken.
    func maps(_ pass: Pass) -> refigure_maps { shape.maps(at: values(pass), pass) }

    /// The activation's values, whose slope is handed down too.
    func slopeMaps(_ pass: Pass) -> refigure_maps { shape.maps(at: slopeValues.base, pass) }

    /// Hands deltas of the same values down as they are: with the slope, and added to what is there.
    func handDown(_ delta: FloatBuffer, to below: FloatBuffer, _ pass: Pass, _ kernels: UnsafePointer<refigure_kernels>) {
        if !adds, slope == .identity {
            if delta !== below { below.base.update(from: delta.base, count: 8 * shape.vectors(pass)) }
            return
        }
        var source = shape.maps(at: delta.base, pass)
        var values = slopeMaps(pass)
        var target = shape.maps(at: below.base, pass)
        pass.share(shape.channels) { channels, _ in
            kernels.pointee.hand_down(
                &source, &values, &target, pass.lanes, slope.kernel, adds ? 1 : 0, channels.lowerBound, channels.upperBound)
        }
    }
}

extension Value {
    func maps(_ pass: Pass) -> refigure_maps { shape.maps(at: values(pass), pass) }
}

/// Applies an activation that the kernels of maps do not end with themselves, or, given the activation's values, its slope.
func finish(
    _ maps: refigure_maps, slopeOf values: refigure_maps? = nil, _ activation: refigure_activation, _ pass: Pass,
    _ kernels: UnsafePointer<refigure_kernels>
) {
    guard activation == refigure_tanh || activation == refigure_sigmoid else { return }
    var maps = maps
    func finish(_ values: UnsafePointer<refigure_maps>?) {
        pass.share(pass.panels * maps.rows) { part, _ in
            kernels.pointee.finish_maps(&maps, values, pass.lanes, activation, part.lowerBound, part.upperBound)
        }
    }
    if var values { finish(&values) } else { finish(nil) }
}
