import AblationPaper
import Experiments
import InformationPlanePaper
import MutualInformationPruningPaper
import OInformationPaper
import SingleDirectionsPaper

extension Registry {
    /// All figures, by paper and in the papers' order.
    public static let standard = Registry(
        products: mutualInformationPruningProducts,
        informationPlaneFigures + ablationFigures + oInformationFigures + singleDirectionsFigures + mutualInformationPruningFigures)
}
