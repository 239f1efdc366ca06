/// Numbers of several samples side by side, with which a network is computed in double precision; or such numbers and their derivatives
/// along a direction.
///
/// Products are rounded before they are added: that has the same bits on every machine, whether it fuses them or not.
protocol Lanes: Sendable {
    /// One number of these, such as a parameter.
    associatedtype Scalar: Lanes where Scalar.Scalar == Scalar
    /// A truth for each sample.
    associatedtype Truths

    /// Samples side by side.
    static var count: Int { get }
    init(all: Double)
    /// The numbers of samples, zeros behind them.
    init(_ samples: [Double])

    static func + (one: Self, other: Self) -> Self
    static func - (one: Self, other: Self) -> Self
    static func * (one: Self, other: Self) -> Self
    static func / (one: Self, other: Self) -> Self
    /// Adds the product with a parameter.
    mutating func add(_ values: Self, times parameter: Scalar)
    /// The samples' sum, by a tree that never changes.
    var sum: Scalar { get }
    func plus(_ parameter: Scalar) -> Self
    func times(_ parameter: Scalar) -> Self

    /// e to the power of each.
    var exponential: Self { get }
    var hyperbolicTangent: Self { get }
    /// Whether each number, its derivative apart, is above the other.
    func exceeds(_ other: Self) -> Truths
    /// The other's numbers where it is true.
    func replaced(by other: Self, where truths: Truths) -> Self
    /// Where none of both is true.
    static func isNeither(_ one: Truths, _ other: Truths) -> Truths
    static func isTrue(_ one: Truths, or other: Truths) -> Truths
    static var nowhere: Truths { get }
    /// The numbers without derivatives.
    var constant: Self { get }
    /// The first number without its derivative.
    var plain: Double { get }
}

extension Lanes {
    static var zero: Self { Self(all: 0) }
    static var one: Self { Self(all: 1) }

    /// The greatest of at least one, sample by sample; with its derivative, the first one's where several are.
    static func greatest(of values: some Collection<Self>) -> Self {
        values.dropFirst().reduce(values[values.startIndex]) { $0.replaced(by: $1, where: $1.exceeds($0)) }
    }
}
