import Experiments

extension Figure4 {
    static func claims(_ studies: [Study]) -> [Claim] {
        studies.map(samePoint)
            + [
                Counterpart.notAssessed(
                    "course-spearman", "AUC and test loss were negatively correlated over the course of training.",
                    source: "Section 3.2, figure 4b", origin: .number, published: "−0.728")
            ] + studies.map(negative)
            + [
                Counterpart.notAssessed(
                    "sweep-spearman", "Across hyperparameter settings, AUC and test accuracy were highly correlated.",
                    source: "Section 3.2, figure 4c", origin: .number, published: "0.914"),
                Counterpart.notAssessed(
                    "selection",
                    "By random subselections of 48 settings, AUC selected one of the top 1, 5 and 10 settings 13, 83 and 98 % of the time.",
                    source: "Section 3.2", origin: .number, published: "13, 83, 98 %"),
                Counterpart.notAssessed(
                    "selection-loss",
                    "The average difference in test accuracy between the best model selected by AUC and the optimal model was only 1 ± 1.1 %.",
                    source: "Section 3.2", origin: .number, published: "1 ± 1.1 %"),
            ]
    }

    /// The area turns where the losses part: it falls at all, by 0.01 of the accuracy at least, and from a place within a factor of two.
    static func samePoint(_ study: Study) -> Claim {
        let id = "same-point-\(study.optimiser.rawValue)"
        let statement =
            "The point in training at which the AUC began to drop was the same point that the train and test loss started to diverge "
            + "(\(study.optimiser.label))."
        let source = "Section 3.2, figure 4a"
        let diverging = study.courses.filter { $0.divergence != nil }
        guard !diverging.isEmpty else {
            return Claim(
                id: id, statement: statement, source: source, origin: .sentence, published: "the same point",
                notAssessed: "the losses do not diverge")
        }
        let doublings = diverging.map { course in
            DeterministicMath.log2(Double(max(1, course.turn))) - DeterministicMath.log2(Double(max(1, course.divergence ?? 0)))
        }
        return Claim(
            id: id, statement: statement, source: source, origin: .sentence, published: "the same point", quantity: "", digits: 2,
            parts: [
                .init("fall of the area from its greatest value to its last", .networks(diverging.map(\.fall)), .over(0.01)),
                .init(
                    "doublings of the epoch from the least test loss to the greatest area", .networks(doublings),
                    .equivalent(within: 1)),
            ],
            remark: "The losses diverge in \(diverging.count) of \(study.courses.count) networks")
    }

    /// Area and test loss over training.
    static func negative(_ study: Study) -> Claim {
        Claim(
            id: "course-spearman-\(study.optimiser.rawValue)" + Counterpart.suffix,
            statement: "In a fully connected network on MNIST, too, area and test loss go against each other over training "
                + "(\(study.optimiser.label)).",
            source: "After Section 3.2, figure 4b", origin: .ours,
            quantity: "Spearman's correlation over the measured epochs from 1 on", digits: 3,
            parts: [.init(.networks(study.correlations), .under(0))])
    }
}
