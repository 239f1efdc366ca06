import Foundation

/// The transfer function of sRGB (IEC 61966-2-1).
package enum SRGB {
    package static func linear(_ part: Double) -> Double {
        part <= 0.04045 ? part / 12.92 : Foundation.pow((part + 0.055) / 1.055, 2.4)
    }

    package static func encoded(_ light: Double) -> Double {
        light <= 0.003_130_8 ? light * 12.92 : 1.055 * Foundation.pow(light, 1 / 2.4) - 0.055
    }
}
