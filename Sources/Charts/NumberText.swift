/// Numbers in print.
package enum NumberText {
    static let minus = "\u{2212}"
    static let thinSpace = "\u{2009}"

    /// With so many digits after the point, a true minus sign, and thin spaces between thousands from 10 000 on.
    package static func decimal(_ value: Double, digits: Int) -> String {
        precondition(digits >= 0 && digits <= 15, "\(digits) digits")
        guard value.isFinite else { return value.isNaN ? "NaN" : (value < 0 ? minus : "") + "∞" }
        let unit = powerOfTen(digits)
        let scaled = (abs(value) * unit).rounded()
        guard scaled < 9e18 else { return "\(value)" }
        var whole = String(UInt64(scaled))
        var fraction = ""
        if digits > 0 {
            if whole.count <= digits { whole = String(repeating: "0", count: digits - whole.count + 1) + whole }
            fraction = "." + whole.suffix(digits)
            whole = String(whole.dropLast(digits))
        }
        if whole.count > 4 { whole = grouped(whole) }
        return (value < 0 && scaled > 0 ? minus : "") + whole + fraction
    }

    /// The fewest digits after the point that show every value to within a millionth of the step between them.
    static func digits(for values: [Double]) -> Int {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return 0 }
        let size = max(high - low, max(abs(low), abs(high)) * 1e-3)
        let slack = max(size, 1e-300) / Double(max(1, finite.count)) * 1e-4
        for digits in 0...12 {
            let unit = powerOfTen(digits)
            if finite.allSatisfy({ abs(($0 * unit).rounded() / unit - $0) <= slack }) { return digits }
        }
        return 12
    }

    /// "10^3" with a raised exponent; a leading factor where the value is no power of ten.
    static func powerOfTenText(_ value: Double) -> RichText {
        guard value != 0, value.isFinite else { return RichText(plain: decimal(value, digits: 0)) }
        let exponent = decade(below: abs(value))
        let factor = abs(value) / powerOfTen(exponent)
        var head = value < 0 ? minus : ""
        if abs(factor - 1) > 1e-6 { head += decimal(factor, digits: digits(for: [factor])) + "×" }
        return RichText(runs: [
            .init(head + "10"), .init((exponent < 0 ? minus : "") + String(abs(exponent)), script: .superscript),
        ])
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += thinSpace }
            text.append(digit)
        }
        return text
    }
}

extension TickFormat {
    /// The labels of an axis's ticks.
    func labels(of values: [Double], scale: Scale) -> [RichText] {
        switch self {
        case .decimal(let digits): return values.map { RichText(plain: NumberText.decimal($0, digits: digits)) }
        case .percent: return TickFormat.unit("%").labels(of: values.map { $0 * 100 }, scale: scale)
        case .unit(let unit):
            let digits = NumberText.digits(for: values)
            return values.map { RichText(plain: NumberText.decimal($0, digits: digits) + NumberText.thinSpace + unit) }
        case .powerOfTen: return values.map { NumberText.powerOfTenText($0) }
        case .automatic:
            let sizes = values.map(abs).filter { $0 > 0 }
            guard let least = sizes.min(), let greatest = sizes.max() else {
                return values.map { RichText(plain: NumberText.decimal($0, digits: 0)) }
            }
            switch scale {
            case .log10, .symlog:
                if greatest > 9999 || least < 0.0009 { return values.map { NumberText.powerOfTenText($0) } }
                return values.map { RichText(plain: NumberText.decimal($0, digits: NumberText.digits(for: [$0]))) }
            case .linear, .categories:
                if greatest >= 1e6 || greatest < 1e-3 { return values.map { NumberText.powerOfTenText($0) } }
                let digits = NumberText.digits(for: values)
                return values.map { RichText(plain: NumberText.decimal($0, digits: digits)) }
            }
        }
    }
}
