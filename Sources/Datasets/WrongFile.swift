/// A file of a data set that is not the one expected.
package enum WrongFile {
    /// What to do about it.
    package static let remedy = "delete it and run 'make data'"
}
