extension Estimate {
    /// What a number with two others in brackets is, for a table's title: "mean with its 95 % interval over 5 networks", "mean and range of
    /// 2 networks", "of one network".
    public static func meanWords(of networks: Int) -> String {
        switch networks {
        case 1: "of one network"
        case ..<leastNetworks: "mean and range of \(networks) networks"
        default: "mean with its 95 % interval over \(networks) networks"
        }
    }
}
