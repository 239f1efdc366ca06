/// What is measured on activations, and on distributions.
let benchmarks: @Sendable () -> Void = {
    Layers.register()
    Units.register()
    Copulas.register()
    Multiplets.register()
    Bottleneck.register()
}
