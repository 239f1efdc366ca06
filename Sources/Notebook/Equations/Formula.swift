/// An equation as a tree: what MathML is written from, and what is laid out on paper.
public indirect enum Formula: Sendable, Equatable {
    case row([Formula])
    case sign(Sign)
    /// Words in an equation: `\text{if }`.
    case text(String)
    /// A function's name, upright: `\log`; those with limits take them below in a displayed equation: `\max`.
    case function(String, hasLimits: Bool)
    /// A gap, in ems.
    case space(Double)
    /// One above the other; a binomial coefficient's have no rule between them.
    case fraction(Formula, Formula, hasRule: Bool)
    case root(Formula, degree: Formula?)
    case scripts(Formula, below: Formula?, above: Formula?, Place)
    case accented(Formula, Accent)
    /// Between signs that grow with what they hold; an empty one is not shown.
    case fenced(String, Formula, String)
    /// A sign of so many times its height: `\big(`.
    case delimiter(String, scale: Double, Role)
    case grid([[Formula]], Columns)

    /// One sign of an equation: a letter, a number, an operator.
    public struct Sign: Sendable, Equatable {
        public var text: String
        public var role: Role
        public var alphabet: Alphabet

        public init(_ text: String, _ role: Role, _ alphabet: Alphabet = .upright) {
            self.text = text
            self.role = role
            self.alphabet = alphabet
        }
    }

    /// What a sign does, which says how far it stands from its neighbours (The TeXbook, chapter 18).
    public enum Role: Sendable, Equatable {
        case ordinary, number
        /// A sum or an integral; whether its limits stand above and below it in a displayed equation.
        case large(hasLimits: Bool)
        case binary, relation, opening, closing, punctuation
    }

    public enum Alphabet: Sendable, Equatable {
        case italic, upright, bold, boldItalic, blackboard, script, fraktur, monospaced, sans
    }

    /// Where scripts stand: beside, or above and below; or as the sign they belong to and the equation have it.
    public enum Place: Sendable, Equatable {
        case natural, beside, stacked
    }

    public enum Accent: Sendable, Equatable {
        /// A sign above, such as "^" or "~"; a stretched one is as wide as what it stands on.
        case sign(String, isStretched: Bool)
        case overline, underline
        case overbrace, underbrace
    }

    /// How the columns of a grid stand.
    public enum Columns: Sendable, Equatable {
        case centred
        /// A letter a column: "l", "c", "r".
        case given([Character])
        case cases
        /// Pairs of columns that meet at a relation.
        case aligned
    }

    /// The role that the formula has for its neighbours.
    public var role: Role {
        switch self {
        case .sign(let sign): sign.role
        case .function: .large(hasLimits: false)
        case .scripts(let base, _, _, _), .accented(let base, _): base.role
        case .delimiter(_, _, let role): role
        case .row(let inner) where inner.count == 1: inner[0].role
        default: .ordinary
        }
    }

    /// Every letter and sign that it shows, for those who must know whether a font has them.
    public var letters: String {
        switch self {
        case .row(let inner): inner.map(\.letters).joined()
        case .sign(let sign): sign.shown
        case .text(let text), .function(let text, _), .delimiter(let text, _, _): text
        case .space: ""
        case .fraction(let above, let below, _): above.letters + below.letters
        case .root(let inner, let degree): inner.letters + (degree?.letters ?? "")
        case .scripts(let base, let below, let above, _): base.letters + (below?.letters ?? "") + (above?.letters ?? "")
        case .accented(let base, .sign(let sign, _)): base.letters + sign
        case .accented(let base, _): base.letters
        case .fenced(let left, let inner, let right): left + inner.letters + right
        case .grid(let rows, _): rows.joined().map(\.letters).joined()
        }
    }
}
