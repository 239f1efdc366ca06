import Experiments
import MutualInformationPruningPaper

/// The types of all papers' products, by which another process reads one back from its description.
package enum Products {
    package static let all: [any Product.Type] = mutualInformationPruningProducts
}
