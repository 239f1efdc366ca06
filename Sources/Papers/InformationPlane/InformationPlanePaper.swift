import Experiments

extension Paper {
    /// "Revisiting the Information Plane".
    public static let informationPlane = Paper(
        id: "information-plane", folder: "InformationPlane", title: "Revisiting the Information Plane",
        authors: "Anonymous authors", venue: "Under review as a conference paper at ICLR", year: 2020)
}

/// Its figures, in its own order.
public let informationPlaneFigures: [any Experiment] = [
    Figure1(),
    Figure2(),
    Table1(),
    Figure3(),
    Figure4(),
    Figure5(),
    Figure6(),
    Figure7(),
    Figure8(),
    Table2(),
    Figure9(),
    Figure10(),
    Figure11(),
    Figure12(),
    Figure13(),
    Figure14(),
    Figure15(),
    Figure16(),
    Figure17(),
    Figure18(),
    Figure19(),
    Estimators(),
]
