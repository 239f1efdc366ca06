import Experiments

/// What a reader can see of a plane.
enum VisibleShift {
    /// In bits of I(X;T): about a hundredth of the plane's side, the width of a drawn path. Statements that a path moves, or does not, are
    /// read off planes, and so are judged by it.
    static let bits = 0.1
}
