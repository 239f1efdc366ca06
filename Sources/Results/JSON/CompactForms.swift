/// A cell of text is a string, a cell of a number is {"number": 1.5, "digits": 2}.
extension TableResult.Cell {
    private enum CodingKeys: String, CodingKey { case number, digits }

    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .text(text)
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self = .number(
                try container.decode(Double.self, forKey: .number), digits: try container.decode(Int.self, forKey: .digits))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .number(let value, let digits):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(value, forKey: .number)
            try container.encode(digits, forKey: .digits)
        }
    }
}
