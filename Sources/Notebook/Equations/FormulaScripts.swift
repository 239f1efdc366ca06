/// What stands above, below and behind a sign.
extension FormulaParser {
    mutating func addScript(to atoms: inout [Formula]) throws {
        let mark = signs[place]
        let start = place
        place += 1
        let script = try argument(of: "'\(mark)'")
        let base = atoms.popLast() ?? .row([])
        var (inner, below, above, stands) = (base, nil as Formula?, nil as Formula?, Formula.Place.natural)
        if case .scripts(let own, let under, let over, let place) = base {
            (inner, below, above, stands) = (own, under, over, place)
        }
        if case .space = base {
            throw FormulaProblem(offset: start, problem: "'\(mark)' stands on a gap", remedy: "write it after a sign, or after {}")
        }
        if mark == "^" {
            if let primes = above, Self.arePrimes(primes) {
                above = .row([primes, script])
            } else {
                guard above == nil else { throw double("superscripts", start) }
                above = script
            }
        } else {
            guard below == nil else { throw double("subscripts", start) }
            below = script
        }
        atoms.append(.scripts(inner, below: below, above: above, stands))
    }

    private func double(_ scripts: String, _ start: Int) -> FormulaProblem {
        FormulaProblem(offset: start, problem: "two \(scripts) stand on one sign", remedy: "group them with braces: {x^a}^b")
    }

    mutating func addPrimes(to atoms: inout [Formula]) {
        var primes = ""
        while peek == "'" {
            primes += "′"
            place += 1
        }
        let sign = Formula.sign(.init(primes, .ordinary))
        let base = atoms.popLast() ?? .row([])
        if case .scripts(let inner, let below, let above, let place) = base {
            atoms.append(.scripts(inner, below: below, above: above.map { .row([$0, sign]) } ?? sign, place))
        } else {
            atoms.append(.scripts(base, below: nil, above: sign, .natural))
        }
    }

    private static func arePrimes(_ formula: Formula) -> Bool {
        if case .sign(let sign) = formula { sign.text.allSatisfy { $0 == "′" } } else { false }
    }

    func setLimits(_ areStacked: Bool, on atoms: inout [Formula], at start: Int) throws {
        switch atoms.last {
        case .sign(let sign)?:
            guard case .large = sign.role else { break }
            atoms[atoms.count - 1] = .scripts(.sign(sign), below: nil, above: nil, areStacked ? .stacked : .beside)
            return
        case .function(let name, _)?:
            atoms[atoms.count - 1] = .scripts(
                .function(name, hasLimits: areStacked), below: nil, above: nil, areStacked ? .stacked : .beside)
            return
        default: break
        }
        throw FormulaProblem(
            offset: start, problem: "limits are set on what is no operator",
            remedy: "write it after \\sum, \\int, \\max or the like")
    }
}
