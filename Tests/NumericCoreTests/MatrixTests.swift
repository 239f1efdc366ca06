import NumericCore
import Testing

@Suite("Matrices")
struct MatrixTests {
    @Test("elements are row-major and transposing twice changes nothing")
    func layout() {
        var matrix = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
        #expect(matrix[1, 0] == 4 && Array(matrix.row(0)) == [1, 2, 3])
        #expect(matrix.transposed.values == [1, 4, 2, 5, 3, 6])
        #expect(matrix.transposed.transposed == matrix)
        matrix[0, 2] = 9
        #expect(matrix.values == [1, 2, 9, 4, 5, 6])
    }
}
