import Experiments

/// The types of its products.
package let mutualInformationPruningProducts: [any Product.Type] = [MIPPMask.self, CountedMask.self, NodeScoring.self]
