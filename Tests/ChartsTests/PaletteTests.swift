import Charts
import Foundation
import Testing

/// A colour in CIE L*a*b* (D65).
struct Lab {
    var l, a, b: Double

    init(l: Double, a: Double, b: Double) {
        self.l = l
        self.a = a
        self.b = b
    }

    /// From linear sRGB.
    init(linear c: [Double]) {
        let white = [0.95047, 1, 1.08883]
        let rows = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
        let f = zip(rows, white).map { row, white -> Double in
            let t = zip(row, c).map { $0 * min(max($1, 0), 1) }.reduce(0, +) / white
            return t > 216.0 / 24389 ? cbrt(t) : t * 841 / 108 + 4.0 / 29
        }
        self.init(l: 116 * f[1] - 16, a: 500 * (f[0] - f[1]), b: 200 * (f[1] - f[2]))
    }

    /// CIEDE2000 (Sharma, Wu and Dalal 2005).
    func difference(from other: Lab) -> Double {
        let meanC = (hypot(a, b) + hypot(other.a, other.b)) / 2
        let g = 0.5 * (1 - sqrt(pow(meanC, 7) / (pow(meanC, 7) + pow(25, 7))))
        let (a1, a2) = (a * (1 + g), other.a * (1 + g))
        let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
        func hue(_ a: Double, _ b: Double) -> Double {
            if a == 0, b == 0 { return 0 }
            let angle = atan2(b, a) * 180 / .pi
            return angle < 0 ? angle + 360 : angle
        }
        let (h1, h2) = (hue(a1, b), hue(a2, other.b))
        var dh = c1 * c2 == 0 ? 0 : h2 - h1
        if dh > 180 { dh -= 360 } else if dh < -180 { dh += 360 }
        let dH = 2 * sqrt(c1 * c2) * sin(dh / 2 * .pi / 180)
        let (dL, dC) = (other.l - l, c2 - c1)
        let (meanL, meanCp) = ((l + other.l) / 2, (c1 + c2) / 2)
        var meanH = h1 + h2
        if c1 * c2 != 0 {
            if abs(h1 - h2) > 180 { meanH += meanH < 360 ? 360 : -360 }
            meanH /= 2
        }
        func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
        let t =
            1 - 0.17 * cosine(meanH - 30) + 0.24 * cosine(2 * meanH) + 0.32 * cosine(3 * meanH + 6) - 0.2 * cosine(4 * meanH - 63)
        let turn = 30 * exp(-pow((meanH - 275) / 25, 2))
        let rC = 2 * sqrt(pow(meanCp, 7) / (pow(meanCp, 7) + pow(25, 7)))
        let sL = 1 + 0.015 * pow(meanL - 50, 2) / sqrt(20 + pow(meanL - 50, 2))
        let sC = 1 + 0.045 * meanCp
        let sH = 1 + 0.015 * meanCp * t
        let rT = -sin(2 * turn * .pi / 180) * rC
        let (x, y, z) = (dL / sL, dC / sC, dH / sH)
        return sqrt(x * x + y * y + z * z + rT * y * z)
    }
}

@Suite("Palette")
struct PaletteTests {
    /// What a reader sees, in linear sRGB (Machado, Oliveira and Fernandes 2009, severity 1).
    private static let visions: [[[Double]]] = [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ]

    private func leastDifference(_ a: Color, _ b: Color) -> Double {
        func seen(_ color: Color, _ vision: [[Double]]) -> Lab {
            let light = [color.red, color.green, color.blue].map(SRGB.linear)
            return Lab(linear: vision.map { row in zip(row, light).map(*).reduce(0, +) })
        }
        return Self.visions.map { seen(a, $0).difference(from: seen(b, $0)) }.min() ?? 0
    }

    @Test("the colour difference agrees with the published pairs of Sharma and others")
    func difference() {
        let pairs: [(Lab, Lab, Double)] = [
            (Lab(l: 50, a: 2.6772, b: -79.7751), Lab(l: 50, a: 0, b: -82.7485), 2.0425),
            (Lab(l: 50, a: 2.49, b: -0.001), Lab(l: 50, a: -2.49, b: 0.0009), 7.1792),
            (Lab(l: 60.2574, a: -34.0099, b: 36.2677), Lab(l: 60.4626, a: -34.1751, b: 39.4387), 1.2644),
            (Lab(l: 2.0776, a: 0.0795, b: -1.135), Lab(l: 0.9033, a: -0.0636, b: -0.5514), 0.9082),
        ]
        for (a, b, expected) in pairs { #expect(abs(a.difference(from: b) - expected) < 1e-4) }
    }

    @Test("neighbours, and the first four colours, differ by 16 under normal vision, protanopia and deuteranopia; any two by 12")
    func colorsStayApart() {
        let colors = Palette.categorical
        #expect(colors.count == 8)
        for (a, b) in zip(colors, colors.dropFirst()) { #expect(leastDifference(a, b) >= 16) }
        for (i, a) in colors.enumerated() {
            for (j, b) in colors.enumerated() where j > i {
                #expect(leastDifference(a, b) >= (j < 4 ? 16 : 12), "colours \(i) and \(j)")
            }
        }
    }

    @Test("every colour stands out from white paper")
    func contrast() {
        for color in Palette.categorical { #expect(1.05 / (color.luminance + 0.05) > 2.2) }
    }

    @Test("series that share a colour's lightness differ in dash and marker")
    func secondChannel() {
        let styles = (0..<5).map(SeriesStyle.series)
        #expect(Set(styles.map { "\($0.dash)" }).count == 5)
        #expect(Set(styles.map { "\($0.marker)" }).count == 5)
    }

    @Test("the ramp for quantities grows ever darker")
    func ramp() {
        let light = (0...100).map { ColorRamp.sequential.color(at: Double($0) / 100).luminance }
        #expect(zip(light, light.dropFirst()).allSatisfy { $0 > $1 })
    }
}
