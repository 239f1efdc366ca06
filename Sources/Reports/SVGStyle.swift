/// Styles as Cairo writes them, without what is SVG's own default.
enum SVGStyle {
    /// `style="fill:#0072b2" `, with a space behind; empty where nothing is left.
    static func compact(_ style: Substring) -> String {
        let defaults: Set<Substring> = [
            "fill-rule:nonzero", "fill-opacity:1", "stroke-opacity:1", "stroke-linecap:butt", "stroke-linejoin:miter",
            "stroke:none",
            "clip-rule:nonzero",
        ]
        // Of mitred corners only.
        let isMitred = !style.contains("stroke-linejoin:round") && !style.contains("stroke-linejoin:bevel")
        let kept = style.split(separator: ";").map { $0.drop { $0 == " " } }.filter { member in
            !defaults.contains(member) && (isMitred || !member.hasPrefix("stroke-miterlimit"))
        }
        return kept.isEmpty ? "" : "style=\"\(kept.map(color).joined(separator: ";"))\" "
    }

    /// Whether shapes of the style may be one shape: where they overlap nothing shines through.
    static func isOpaque(_ style: String) -> Bool { !style.contains("opacity") && !style.contains("url(") }

    /// Shares of red, green and blue as two digits each, which is what screens have.
    private static func color(_ member: Substring) -> String {
        guard let open = member.firstRange(of: "rgb("), member.hasSuffix(")") else { return String(member) }
        let shares = member[open.upperBound...].dropLast().split(separator: ",").map { Double($0.dropLast()) }
        guard shares.count == 3, shares.allSatisfy({ $0.map { (0...100).contains($0) } == true }) else { return String(member) }
        let digits = shares.map { share in
            let byte = String(Int(((share ?? 0) * 2.55).rounded()), radix: 16)
            return byte.count == 1 ? "0\(byte)" : byte
        }
        return "\(member[..<open.lowerBound])#\(digits.joined())"
    }
}
