import Experiments

/// The ablation curves of a panel: the test accuracy of every network along every order.
struct Curves: Sendable {
    /// Where along a curve its accuracy is read.
    enum Place: Sendable {
        /// With so many neurons ablated, at the nearest point.
        case after(Int)
        /// With four fifths of the panel's neurons ablated: the paper compares after 80 of 100.
        case most
        /// Averaged over the points.
        case overCurve
    }

    let panel: Plot
    /// Neurons ablated at each point, from 0 to all.
    let counts: [Int]
    /// [network][point] for each order.
    let accuracies: [Order: [[Double]]]

    var letter: String { panel.letter }
    var most: Int { panel.neurons * 4 / 5 }

    subscript(_ order: Order) -> [[Double]] {
        guard let curves = accuracies[order] else { preconditionFailure("panel \(letter) has no order '\(order.id)'") }
        return curves
    }

    /// One a network.
    func accuracies(_ order: Order, _ place: Place) -> [Double] {
        switch place {
        case .overCurve: return self[order].map(Statistics.mean)
        case .most: return accuracies(order, .after(most))
        case .after(let count):
            let point = counts.indices.min { abs(counts[$0] - count) < abs(counts[$1] - count) }!
            return self[order].map { $0[point] }
        }
    }

    /// The mean gap to the random order (MG@k).
    func gap(_ order: Order, _ place: Place) -> Gap { .paired(accuracies(order, place), accuracies(.random, place)) }

    /// What is lost against the whole network.
    func change(_ order: Order, after count: Int) -> Gap {
        .paired(accuracies(order, .after(count)), accuracies(order, .after(0)))
    }

    /// By how much a measure parts its lowest from its highest neurons, in each network (a share).
    func spread(_ measure: Measure, _ place: Place) -> [Double] {
        zip(accuracies(.lowest(measure), place), accuracies(.highest(measure), place)).map { $0 - $1 }
    }

    /// The curves as series, means with the standard deviation over networks, and the places that the paper's statements are of.
    @ListOf<Series> var series: [Series] {
        let accuracy: Quantity = "test accuracy"
        let ablated = { (counts: [Int]) in Column("ablated", "ablated neurons", counts) }
        for order in panel.orders {
            Series.overNetworks(
                order.id, order.label, ablated(counts), accuracy, self[order], spread: .deviation,
                names: ("accuracy", "lower", "upper"))
        }
        if !panel.stated.isEmpty {
            let means = { (order: Order, count: Int) in Statistics.mean(accuracies(order, .after(count))) }
            Series(
                "stated-gaps", "mean gap that the paper states", ablated(panel.stated.map(\.count)),
                [
                    Column("ordered", "test accuracy along the order", panel.stated.map { means($0.order, $0.count) }),
                    Column("random", "along the random one", panel.stated.map { means(.random, $0.count) }),
                ])
        }
        if let count = panel.layerGap?.count {
            Series(
                "compared", "random curves compared between layers", ablated([count]),
                [Column("accuracy", accuracy, [Statistics.mean(accuracies(.random, .after(count)))])])
        }
    }
}
