import NumericCore

/// The inverse Cholesky factor of a covariance's growing part: members are set one behind the other, and those before stay as they are.
///
/// With M = L⁻¹ of the members so far and c the new one's covariances with them, l = M c is the new row of L, r = C_vv - |l|² what they
/// leave of its variance, and (-lᵀM, 1) / sqrt r the new row of M: k² multiplications for a member k. det C grows by r, and the
/// inverse's diagonal by the squares of M's new row.
struct CholeskyChain {
    private let matrix: [Double]
    private let width: Int
    private let capacity: Int
    private var members: [Int]
    /// Rows of M; then the inverse's diagonal for each length, 0 to capacity; then c and l.
    private var storage: [Double]
    /// log det C of the first so many members.
    private(set) var logDeterminants: [Double]
    /// The sum of log (C⁻¹)_jj over the first so many members; not kept where it was not asked for.
    private(set) var sumsOfLogInverses: [Double]
    private let keepsInverses: Bool

    /// - Parameters:
    ///   - capacity: the most members at a time.
    ///   - keepsInverses: whether the sums of log (C⁻¹)_jj are wanted.
    init(_ matrix: Matrix<Double>, capacity: Int, keepsInverses: Bool) {
        precondition(matrix.rows == matrix.columns, "a covariance of \(matrix.rows) x \(matrix.columns)")
        self.matrix = matrix.values
        self.keepsInverses = keepsInverses
        self.capacity = capacity
        width = matrix.rows
        members = Array(repeating: 0, count: capacity)
        storage = Array(repeating: 0, count: capacity * capacity + (capacity + 1) * capacity + 2 * capacity)
        logDeterminants = Array(repeating: 0, count: capacity + 1)
        sumsOfLogInverses = logDeterminants
    }

    /// Makes a variable the member behind the first `count`; what was there before, and behind it, is forgotten.
    /// - Returns: whether the covariance of all of them is regular; where it is not, nothing may be built on the new member.
    mutating func set(_ count: Int, to variable: Int) -> Bool {
        precondition(count < capacity && variable >= 0 && variable < width, "member \(count) of \(capacity), variable \(variable)")
        let (width, capacity, keepsInverses) = (width, capacity, keepsInverses)
        members[count] = variable
        var rest = 0.0
        var logInverses = 0.0
        let isRegular = storage.withUnsafeMutableBufferPointer { storage in
            matrix.withUnsafeBufferPointer { matrix in
                let inverse = storage.baseAddress!
                let before = inverse + capacity * capacity + count * capacity
                let after = before + capacity
                let covariances = inverse + capacity * capacity + (capacity + 1) * capacity
                let row = covariances + capacity
                let own = matrix.baseAddress! + variable * width
                for j in 0..<count { covariances[j] = own[members[j]] }
                let variance = own[variable]
                rest = variance
                for i in 0..<count {
                    let inverseRow = inverse + i * capacity
                    var sum = 0.0
                    for j in 0...i { sum += inverseRow[j] * covariances[j] }
                    row[i] = sum
                    rest -= sum * sum
                }
                guard rest > Cholesky.smallestShare * variance else { return false }
                let scale = 1 / rest.squareRoot()
                let newRow = inverse + count * capacity
                for j in 0..<count { newRow[j] = 0 }
                for i in 0..<count {
                    let inverseRow = inverse + i * capacity
                    let factor = -row[i] * scale
                    for j in 0...i { newRow[j] += factor * inverseRow[j] }
                }
                newRow[count] = scale
                if keepsInverses {
                    for j in 0..<count { after[j] = before[j] + newRow[j] * newRow[j] }
                    after[count] = scale * scale
                    logInverses = Self.sumOfLogs(after, count + 1)
                }
                return true
            }
        }
        guard isRegular else { return false }
        logDeterminants[count + 1] = logDeterminants[count] + DeterministicMath.log(rest)
        sumsOfLogInverses[count + 1] = logInverses
        return true
    }

    /// One logarithm for eight factors: each is between 1e-24 and 1e24 where shares of a variance are not below 1e-10.
    private static func sumOfLogs(_ values: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
        var sum = 0.0
        var product = 1.0
        for place in 0..<count {
            product *= values[place]
            if place % 8 == 7 {
                sum += DeterministicMath.log(product)
                product = 1
            }
        }
        return sum + DeterministicMath.log(product)
    }
}
