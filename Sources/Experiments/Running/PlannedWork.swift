import Results

/// What a figure that is due consists of, as a plan knows it: enough to tell how long it takes on so many cores.
public struct PlannedWork: Sendable {
    public struct Piece: Sendable {
        public var key: CacheKey
        /// Of one core.
        public var seconds: Double
        /// Whether several cores make it sooner.
        public var sharesCores: Bool
        /// Of a product: its networks, as far as they are not there.
        public var networks: [CacheKey]

        public init(key: CacheKey, seconds: Double, sharesCores: Bool, networks: [CacheKey] = []) {
            self.key = key
            self.seconds = seconds
            self.sharesCores = sharesCores
            self.networks = networks
        }
    }

    /// Networks to train and products to compute that no earlier figure of the plan has.
    public var pieces: [Piece] = []
    /// All that are not there yet, an earlier figure's too.
    public var awaited: [CacheKey] = []
    /// What networks of further rounds are expected to take, in seconds each, and the products of these rounds together.
    public var further: [Double] = []
    public var furtherProducts = 0.0
    /// Seconds to compute the figure and draw it, once all is there.
    public var computing = 0.0

    public init() {}
}
