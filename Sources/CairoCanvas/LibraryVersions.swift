import CCairo

/// The versions of the libraries that draw, as they run.
public enum LibraryVersions {
    /// By name: "cairo", "pango".
    public static var all: [String: String] {
        ["cairo": String(cString: cairo_version_string()), "pango": String(cString: pango_version_string())]
    }
}
