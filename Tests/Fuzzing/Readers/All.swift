extension FuzzedReader {
    /// Every reader that is fuzzed, each made anew with a folder of its own for its files.
    private static let makers: [(name: String, make: @Sendable () -> FuzzedReader)] = [
        ("npy", npy), ("npz", npz), ("safetensors", safetensors), ("csv", csv), ("labels", labels), ("gzip", gzip), ("tar", tar),
        ("bundle", bundle),
        ("idx", idx), ("cifar", cifar), ("jpeg", jpeg), ("png", png), ("manifest", manifest), ("memory", memory),
        ("images", images),
        ("definition", definition), ("cluster", cluster), ("json", json),
        ("result", result), ("baseline", baseline), ("stamp", stamp), ("provenance", provenance), ("costs", costs),
        ("tensors", tensors), ("trajectory", trajectory), ("checkpoint", checkpoint), ("template", template),
        ("markdown", markdown), ("report", report), ("richtext", richText), ("page", page), ("equation", equation),
        ("bibliography", bibliography),
    ]

    public static let names = makers.map(\.name)

    /// The reader of that name; nil where there is none.
    public static func named(_ name: String) -> FuzzedReader? { makers.first { $0.name == name }?.make() }
}
