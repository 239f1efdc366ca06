import Charts

/// Draws the map of the house.
public struct HouseDrawing {
    private let house: House
    private let plan: HousePlan
    private let canvas: any Canvas

    private static let name = TextStyle(size: 10, bold: true, color: .gray(0.1))
    private static let small = TextStyle(size: 8, color: .gray(0.25))
    private static let line = Color.gray(0.42)

    public init(_ house: House, plan: HousePlan, on canvas: any Canvas) {
        self.house = house
        self.plan = plan
        self.canvas = canvas
    }

    public func draw() {
        canvas.fill(.rectangle(Rect(x: 0, y: 0, width: plan.size.width, height: plan.size.height)), with: .white)
        for line in plan.lines { draw(line) }
        for (name, rect) in plan.boxes { if let module = house[name] { draw(module, in: rect) } }
        drawKey()
    }

    private func draw(_ line: HousePlan.Line) {
        guard let start = line.points.first, let end = line.points.last else { return }
        let tip = 5.0
        var path = Path([.move(start)])
        for (from, to) in zip(line.points, line.points.dropFirst()) {
            let to = to == end ? Point(to.x, to.y - tip) : to
            if from.x == to.x {
                path.elements.append(.line(to))
            } else {
                let bend = (to.y - from.y) * 0.55
                path.elements.append(.curve(Point(from.x, from.y + bend), Point(to.x, to.y - bend), to))
            }
        }
        canvas.stroke(path, with: Stroke(Self.line, width: 0.9))
        canvas.fill(
            .polygon([end, Point(end.x - 2.6, end.y - tip - 0.6), Point(end.x + 2.6, end.y - tip - 0.6)]), with: Self.line)
    }

    private func draw(_ module: House.Module, in rect: Rect) {
        let words = HouseWords.of(module.name)
        let color = (words?.effect ?? .nothing).color
        let outline = Path.rounded(rect, radius: 4)
        canvas.fill(outline, with: color.mixed(with: .white, share: 0.86))
        canvas.stroke(outline, with: Stroke(color.mixed(with: .white, share: 0.25), width: 0.9))
        var texts = [(RichText(plain: module.name), Self.name)]
        texts += (words?.purpose ?? []).map { (RichText(plain: $0), Self.small) }
        let leading = 11.0
        var baseline = rect.midY - Double(texts.count - 1) * leading / 2 + 3.2
        for (text, style) in texts {
            draw(text, style, centredAt: Point(rect.midX, baseline))
            baseline += leading
        }
    }

    private func draw(_ text: RichText, _ style: TextStyle, centredAt place: Point) {
        let width = canvas.measure(text, style: style).width
        canvas.draw(text, style: style, at: Point(place.x - width / 2, place.y), angle: 0)
    }

    /// What colours and lines mean, in two rows at the foot.
    private func drawKey() {
        let top = plan.size.height - HousePlan.keyHeight
        var x = HousePlan.margin
        func write(_ text: String, y: Double) {
            let text = RichText(plain: text)
            canvas.draw(text, style: Self.small, at: Point(x, y), angle: 0)
            x += canvas.measure(text, style: Self.small).width
        }
        write("A change here", y: top + 21)
        for effect in HouseWords.Effect.allCases {
            x += 12
            let swatch = Path.rounded(Rect(x: x, y: top + 14, width: 12, height: 9), radius: 2)
            canvas.fill(swatch, with: effect.color.mixed(with: .white, share: 0.86))
            canvas.stroke(swatch, with: Stroke(effect.color.mixed(with: .white, share: 0.25), width: 0.9))
            x += 16
            write(effect.label, y: top + 21)
        }
        x = HousePlan.margin
        write("A line leads down to what a module uses; uses that a longer way implies are left out.", y: top + 35)
    }
}

extension Path {
    /// A rectangle with rounded corners.
    static func rounded(_ rect: Rect, radius r: Double) -> Path {
        let k = r * 0.447_715_250_2
        let (l, t, b, e) = (rect.minX, rect.minY, rect.maxY, rect.maxX)
        return Path([
            .move(Point(l + r, t)), .line(Point(e - r, t)), .curve(Point(e - k, t), Point(e, t + k), Point(e, t + r)),
            .line(Point(e, b - r)), .curve(Point(e, b - k), Point(e - k, b), Point(e - r, b)), .line(Point(l + r, b)),
            .curve(Point(l + k, b), Point(l, b - k), Point(l, b - r)), .line(Point(l, t + r)),
            .curve(Point(l, t + k), Point(l + k, t), Point(l + r, t)), .close,
        ])
    }
}
