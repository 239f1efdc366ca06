/// Which parts of which files are used, from given files on.
struct SourceGraph: Sendable {
    private struct Node: Sendable {
        let file: Int
        let part: SourceIndex.Part
    }

    private var nodes: [Node] = []
    /// The nodes of each file.
    private var ranges: [Range<Int>] = []
    /// For each name, the nodes that it may open.
    private var opened: [[Int]]
    /// Of each file's module, a bit.
    private var module: [UInt64] = []
    /// For each file, the modules whose code can name what is in it: its own, and those that import it by any way.
    private var users: [UInt64] = []

    init(names: Int, files: [SourceIndex.File]) {
        opened = Array(repeating: [], count: names)
        for (index, file) in files.enumerated() {
            let start = nodes.count
            for part in file.parts {
                for name in part.door { opened[name].append(nodes.count) }
                nodes.append(Node(file: index, part: part))
            }
            ranges.append(start..<nodes.count)
        }
        var numbers: [Substring: Int] = [:]
        var imports: [Set<String>] = []
        let modules = files.map { file -> Int in
            let name = Self.module(of: file.path)
            let number = numbers[name] ?? numbers.count
            numbers[name] = number
            if number == imports.count { imports.append([]) }
            imports[number].formUnion(file.imports)
            return number
        }
        precondition(imports.count <= 64, "\(imports.count) modules: more than have a bit each")
        var reached = imports.indices.map { UInt64(1) << $0 }
        for _ in imports {
            for number in imports.indices {
                for name in imports[number] {
                    if let other = numbers[Substring(name)] { reached[number] |= reached[other] }
                }
            }
        }
        let usersOf = imports.indices.map { used in
            imports.indices.reduce(UInt64(0)) { reached[$1] >> used & 1 == 1 ? $0 | 1 << $1 : $0 }
        }
        module = modules.map { 1 << $0 }
        users = modules.map { usersOf[$0] }
    }

    /// The module that a file is compiled into: its folder in Sources; of a paper's folder in Papers, `<folder>Paper`.
    private static func module(of path: String) -> Substring {
        let folders = path.split(separator: "/").dropLast()
        guard folders.first == "Papers", let paper = folders.dropFirst().first else { return folders.first ?? "" }
        return "\(paper)Paper"
    }

    /// What is used: the roots, and what they mention, and so on.
    /// - Parameters:
    ///   - roots: files that are used whole.
    ///   - named: the names that are mentioned from outside.
    ///   - counts: whether a file may be used at all.
    ///   - opens: whether the parts of a file that need no name are used.
    ///   - isList: whether a file only lists others, so that what it mentions is used by it alone.
    /// - Returns: for each file of which anything is used, the numbers of the parts of it that are.
    func reach(
        from roots: [Int], named: [Int], counts: (Int) -> Bool, opens: (Int) -> Bool, isList: (Int) -> Bool
    ) -> [Int: [Int]] {
        var mentioned = [UInt64](repeating: 0, count: opened.count)
        var isUsed = [Bool](repeating: false, count: nodes.count)
        var files: Set<Int> = []
        var news: [Int] = []
        func mention(_ name: Int, by modules: UInt64) {
            guard mentioned[name] | modules != mentioned[name] else { return }
            mentioned[name] |= modules
            news.append(name)
        }
        /// Whether a part of a used file is used for that, or for a name of it that was mentioned.
        func isOpenWithin(_ part: SourceIndex.Part) -> Bool {
            part.kind == .file || part.kind == .local && part.door.contains { mentioned[$0] != 0 }
        }
        func use(_ index: Int) {
            guard !isUsed[index] else { return }
            isUsed[index] = true
            let file = nodes[index].file
            if !isList(file) {
                for name in nodes[index].part.mentions { mention(name, by: module[file]) }
            }
            if files.insert(file).inserted {
                for other in ranges[file] where isOpenWithin(nodes[other].part) { use(other) }
            }
        }
        let mayCount = ranges.indices.map(counts)
        for name in named { mention(name, by: .max) }
        for file in roots {
            files.insert(file)
            for index in ranges[file] { use(index) }
        }
        for index in nodes.indices where nodes[index].part.kind == .open && mayCount[nodes[index].file] && opens(nodes[index].file)
        {
            use(index)
        }
        while let name = news.popLast() {
            for index in opened[name] where !isUsed[index] && mayCount[nodes[index].file] {
                let door = nodes[index].part.door
                let users = users[nodes[index].file]
                let isOpen =
                    switch nodes[index].part.kind {
                    case .open, .file: false
                    case .local: files.contains(nodes[index].file)
                    case .names: door.contains { mentioned[$0] & users != 0 }
                    case .members:
                        mentioned[door[0]] & users != 0 && (door.count == 1 || door.dropFirst().contains { mentioned[$0] != 0 })
                    // By whatever code: members may be called by way of a protocol of a module below.
                    case .anyMember: door.contains { mentioned[$0] != 0 }
                    }
                if isOpen { use(index) }
            }
        }
        return Dictionary(
            uniqueKeysWithValues: files.map { file in
                (file, ranges[file].filter { isUsed[$0] }.map { $0 - ranges[file].lowerBound })
            })
    }
}

extension SourceIndex {
    /// What is used: see `SourceSet.uses`.
    /// - Returns: path -> digest of what is used of the file.
    public func reach(
        from roots: Set<String>, named: Set<String>, counts: (String) -> Bool, opens: (String) -> Bool, isList: (String) -> Bool
    ) -> [String: String] {
        let numbers = files.indices.filter { roots.contains(files[$0].path) }
        precondition(numbers.count == roots.count, "no source files \(roots.subtracting(files.map(\.path)).sorted()) are known")
        let reached = graph.reach(
            from: numbers, named: names.indices.filter { named.contains(names[$0]) }, counts: { counts(files[$0].path) },
            opens: { opens(files[$0].path) }, isList: { isList(files[$0].path) })
        return Dictionary(uniqueKeysWithValues: reached.map { (files[$0].path, files[$0].digest(of: $1)) })
    }
}

extension SourceIndex.File {
    /// The digest of the whole where all parts are used, else of those that are.
    func digest(of used: [Int]) -> String {
        if used.count == parts.count { return digest }
        return ContentDigest.hex(of: "parts\n" + used.map { parts[$0].digest }.joined(separator: "\n"))
    }
}
