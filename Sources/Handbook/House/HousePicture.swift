import CairoCanvas
import Files

/// The map of the house as a file.
public enum HousePicture {
    public static let title = "The modules of Refigure, and what each uses"

    /// As SVG its description says in words what is drawn, so that the file can be held against the package.
    /// - Throws: a `Fault` (status cannotWrite) where Cairo cannot draw it.
    public static func render(_ house: House, as format: PictureFile.Format = .svg(idPrefix: "house-")) throws -> [UInt8] {
        let plan = HousePlan(house)
        let words = house.words.joined(separator: "\n")
        return try PictureFile.render(
            plan.size, as: format, key: SHA256.hex(of: words), title: title, description: words
        ) { canvas in
            HouseDrawing(house, plan: plan, on: canvas).draw()
        }
    }
}
