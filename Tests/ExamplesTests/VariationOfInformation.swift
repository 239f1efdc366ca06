import InformationTheory

// listing: example-measure
/// Variation of information, in bits: how far two discrete variables are from determining each other.
///
/// VI = H(T|Y) + H(Y|T), the plug-in estimate. 0 exactly where each determines the other, H(T) + H(Y) where they are independent, and
/// a metric in between. Source: Meilă, "Comparing clusterings: an information based distance" (2007), Section 3.
public enum VariationOfInformation {
    /// - Parameters:
    ///   - t: a symbol for each sample.
    ///   - y: the other variable's symbols, of the same samples.
    public static func of<T: Hashable, Y: Hashable>(_ t: [T], and y: [Y]) -> Double {
        MutualInformation.conditionalEntropy(of: t, given: y) + MutualInformation.conditionalEntropy(of: y, given: t)
    }
}
// end of listing
