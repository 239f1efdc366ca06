import CCairo
import Files

/// Throws where Cairo could not do what it was asked to.
enum CairoFailure {
    static func check(_ status: cairo_status_t, during what: String) throws {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        let reason = String(cString: cairo_status_to_string(status))
        throw Fault(
            "\(what) failed in Cairo: \(reason)", remedy: "free some memory and disk space and try again", status: .cannotWrite)
    }
}
