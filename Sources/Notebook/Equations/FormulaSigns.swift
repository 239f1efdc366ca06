/// The commands that stand for one sign or one name, by the names that TeX, LaTeX and amsmath give them.
enum FormulaSigns {
    static let signs: [String: Formula.Sign] = {
        var all: [String: Formula.Sign] = [:]
        func add(_ names: String, _ role: Formula.Role, _ alphabet: Formula.Alphabet = .upright) {
            for pair in names.split(whereSeparator: \.isWhitespace) {
                guard let cut = pair.firstIndex(of: "=") else { continue }
                all[String(pair[..<cut])] = Formula.Sign(String(pair[pair.index(after: cut)...]), role, alphabet)
            }
        }
        add(
            """
            alpha=α beta=β gamma=γ delta=δ epsilon=ϵ varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ lambda=λ mu=μ nu=ν
            xi=ξ omicron=ο pi=π varpi=ϖ rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=ϕ varphi=φ chi=χ psi=ψ omega=ω ell=ℓ
            imath=ı jmath=ȷ partial=∂
            """, .ordinary, .italic)
        add(
            """
            Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω
            infty=∞ nabla=∇ hbar=ℏ emptyset=∅ varnothing=∅ forall=∀ exists=∃ nexists=∄ neg=¬ lnot=¬ top=⊤ bot=⊥ angle=∠
            Re=ℜ Im=ℑ aleph=ℵ wp=℘ prime=′ dagger=† ddagger=‡ checkmark=✓ triangle=△ square=□ blacksquare=■ star=⋆ degree=°
            ldots=… dots=… dotsc=… dotsb=⋯ cdots=⋯ dotsm=⋯ dotsi=⋯ vdots=⋮ ddots=⋱ backslash=∖ vert=| Vert=‖ surd=√ clubsuit=♣ heartsuit=♡
            """, .ordinary)
        add(
            """
            pm=± mp=∓ times=× div=÷ cdot=⋅ ast=∗ circ=∘ bullet=• oplus=⊕ ominus=⊖ otimes=⊗ oslash=⊘ odot=⊙ cap=∩ cup=∪ sqcap=⊓ sqcup=⊔
            vee=∨ lor=∨ wedge=∧ land=∧ setminus=∖ wr=≀ amalg=⨿ uplus=⊎ diamond=⋄ bmod=mod
            """, .binary)
        add(
            """
            le=≤ leq=≤ ge=≥ geq=≥ ne=≠ neq=≠ equiv=≡ sim=∼ simeq=≃ approx=≈ cong=≅ propto=∝ ll=≪ gg=≫ doteq=≐ prec=≺ succ=≻ preceq=⪯
            succeq=⪰ lesssim=≲ gtrsim=≳ leqslant=⩽ geqslant=⩾ in=∈ ni=∋ notin=∉ subset=⊂ supset=⊃ subseteq=⊆ supseteq=⊇ subsetneq=⊊
            perp=⊥ parallel=∥ nparallel=∦ mid=∣ nmid=∤ vdash=⊢ dashv=⊣ models=⊨ asymp=≍ bowtie=⋈ coloneqq=≔ triangleq=≜
            to=→ rightarrow=→ leftarrow=← gets=← leftrightarrow=↔ Rightarrow=⇒ Leftarrow=⇐ Leftrightarrow=⇔ implies=⟹ impliedby=⟸ iff=⟺
            longrightarrow=⟶ longleftarrow=⟵ Longrightarrow=⟹ Longleftrightarrow=⟺ mapsto=↦ longmapsto=⟼ uparrow=↑ downarrow=↓ hookrightarrow=↪
            leadsto=⇝ rightharpoonup=⇀ rightleftharpoons=⇌ colon=: nearrow=↗ searrow=↘
            """, .relation)
        add("lbrace={ lbrack=[ langle=⟨ lceil=⌈ lfloor=⌊ lvert=| lVert=‖ lparen=(", .opening)
        add("rbrace=} rbrack=] rangle=⟩ rceil=⌉ rfloor=⌋ rvert=| rVert=‖ rparen=)", .closing)
        add(
            "sum=∑ prod=∏ coprod=∐ bigcap=⋂ bigcup=⋃ bigoplus=⨁ bigotimes=⨂ bigvee=⋁ bigwedge=⋀ bigsqcup=⨆ bigodot=⨀",
            .large(hasLimits: true))
        add("int=∫ oint=∮ iint=∬ iiint=∭", .large(hasLimits: false))
        return all
    }()

    /// Names of functions, and whether they take limits.
    static let functions: [String: (text: String, hasLimits: Bool)] = {
        var all: [String: (String, Bool)] = [:]
        for name in [
            "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos",
            "arctan", "arg", "deg", "dim", "hom", "ker",
        ] { all[name] = (name, false) }
        for name in ["max", "min", "sup", "inf", "lim", "det", "gcd", "Pr"] { all[name] = (name, true) }
        all["limsup"] = ("lim sup", true)
        all["liminf"] = ("lim inf", true)
        all["argmax"] = ("arg max", true)
        all["argmin"] = ("arg min", true)
        return all
    }()

    /// Gaps, in ems.
    static let spaces: [String: Double] = [
        ",": 3.0 / 18, ":": 4.0 / 18, ">": 4.0 / 18, ";": 5.0 / 18, "!": -3.0 / 18, " ": 0.25, "quad": 1, "qquad": 2,
        "thinspace": 3.0 / 18,
        "enspace": 0.5, "enskip": 0.5, "space": 0.25,
    ]

    /// Signs above, and whether they are as wide as what they stand on.
    static let accents: [String: Formula.Accent] = [
        "hat": .sign("^", isStretched: false), "widehat": .sign("^", isStretched: true), "tilde": .sign("~", isStretched: false),
        "widetilde": .sign("~", isStretched: true), "bar": .sign("¯", isStretched: false), "vec": .sign("→", isStretched: false),
        "dot": .sign("˙", isStretched: false), "ddot": .sign("¨", isStretched: false), "check": .sign("ˇ", isStretched: false),
        "breve": .sign("˘", isStretched: false), "acute": .sign("´", isStretched: false), "grave": .sign("`", isStretched: false),
        "overrightarrow": .sign("→", isStretched: true), "overline": .overline, "underline": .underline, "overbrace": .overbrace,
        "underbrace": .underbrace,
    ]

    static let alphabets: [String: Formula.Alphabet] = [
        "mathrm": .upright, "mathbf": .bold, "mathit": .italic, "mathbb": .blackboard, "mathcal": .script, "mathscr": .script,
        "mathfrak": .fraktur, "mathtt": .monospaced, "mathsf": .sans, "boldsymbol": .boldItalic, "bm": .boldItalic,
        "mathnormal": .italic,
    ]

    static let texts: Set = ["text", "textrm", "textnormal", "mbox", "textit", "textbf", "textsf"]

    /// How much larger a delimiter is, and what it does.
    static let sizes: [String: (scale: Double, role: Formula.Role)] = {
        var all: [String: (Double, Formula.Role)] = [:]
        for (name, scale) in [("big", 1.2), ("Big", 1.8), ("bigg", 2.4), ("Bigg", 3.0)] {
            all[name] = (scale, .ordinary)
            all["\(name)l"] = (scale, .opening)
            all["\(name)r"] = (scale, .closing)
            all["\(name)m"] = (scale, .relation)
        }
        return all
    }()

    /// Signs that may stand after `\left`, by what is written there.
    static let delimiters: [String: String] = [
        "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", ".": "", "/": "/", "<": "⟨", ">": "⟩", "\\{": "{", "\\}": "}", "\\|": "‖",
        "\\lbrace": "{", "\\rbrace": "}", "\\lbrack": "[", "\\rbrack": "]", "\\langle": "⟨", "\\rangle": "⟩", "\\lceil": "⌈",
        "\\rceil": "⌉",
        "\\lfloor": "⌊", "\\rfloor": "⌋", "\\lvert": "|", "\\rvert": "|", "\\vert": "|", "\\lVert": "‖", "\\rVert": "‖",
        "\\Vert": "‖",
        "\\mid": "|", "\\lparen": "(", "\\rparen": ")",
    ]

    /// The fences that an environment stands in, and how its columns do; `array` says itself.
    static let environments: [String: (left: String, right: String, columns: Formula.Columns)] = [
        "matrix": ("", "", .centred), "pmatrix": ("(", ")", .centred), "bmatrix": ("[", "]", .centred),
        "Bmatrix": ("{", "}", .centred),
        "vmatrix": ("|", "|", .centred), "Vmatrix": ("‖", "‖", .centred), "cases": ("{", "", .cases), "aligned": ("", "", .aligned),
        "align": ("", "", .aligned), "align*": ("", "", .aligned), "split": ("", "", .aligned), "gathered": ("", "", .centred),
        "array": ("", "", .centred), "smallmatrix": ("", "", .centred),
    ]

    /// What may be written as one character.
    static func sign(_ character: Character) -> Formula.Sign? {
        switch character {
        case "+", "±", "×", "÷", "·", "∗", "∘", "⋅", "∩", "∪", "∨", "∧", "⊕", "⊗": .init(String(character), .binary)
        case "-", "−": .init("−", .binary)
        case "*": .init("∗", .binary)
        case "=", "<", ">", ":", "≤", "≥", "≠", "≈", "→", "←", "⇒", "∈", "∉", "⊂", "⊆", "∝", "≡", "∼":
            .init(String(character), .relation)
        case "(", "[", "⟨", "⌈", "⌊": .init(String(character), .opening)
        case ")", "]", "⟩", "⌉", "⌋", "!", "?": .init(String(character), .closing)
        case ",", ";": .init(String(character), .punctuation)
        case "/", "|", "‖", ".", "@", "∞", "∇", "…", "′", "\"": .init(String(character), .ordinary)
        case "∑", "∏": .init(String(character), .large(hasLimits: true))
        case "∫": .init("∫", .large(hasLimits: false))
        case "∂": .init("∂", .ordinary, .italic)
        default:
            character.isLetter
                ? .init(String(character), .ordinary, isUpright(character) ? .upright : .italic)
                : character.isNumber ? .init(String(character), .number) : nil
        }
    }

    /// Capital Greek letters stand upright.
    private static func isUpright(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return (0x391...0x3A9).contains(scalar.value)
    }

    /// Everything that may follow a backslash, for suggestions.
    static let commands: [String] =
        (Array(signs.keys) + Array(functions.keys) + Array(accents.keys) + Array(alphabets.keys) + Array(texts) + Array(sizes.keys)
        + [
            "frac", "dfrac", "tfrac", "binom", "sqrt", "left", "right", "begin", "end", "operatorname", "not", "overset",
            "underset",
            "stackrel", "substack", "limits", "nolimits", "quad", "qquad", "pmod", "middle",
        ]).sorted()
}
