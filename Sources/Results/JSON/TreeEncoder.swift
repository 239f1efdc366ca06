/// Turns an `Encodable` value to a tree.
struct TreeEncoder: Encoder {
    let node: Node
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.becomeObject()
        return KeyedEncodingContainer(Keyed<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.becomeArray()
        return Unkeyed(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node, codingPath: codingPath) }

    /// A place in the tree that is being built; a class, for containers share it.
    final class Node {
        private enum Content {
            case value(JSONValue)
            case array([Node])
            case object([(name: String, node: Node)])
        }

        private var content = Content.value(.object([]))
        private var isSorted = false

        var tree: JSONValue {
            switch content {
            case .value(let value): return value
            case .array(let nodes): return .array(nodes.map(\.tree))
            case .object(let members):
                let ordered = isSorted ? members.sorted { $0.name < $1.name } : members
                return .object(ordered.map { JSONValue.Member(name: $0.name, value: $0.node.tree) })
            }
        }

        var count: Int { if case .array(let nodes) = content { nodes.count } else { 0 } }

        func becomeObject() { if case .object = content {} else { content = .object([]) } }

        func becomeArray() { if case .array = content {} else { content = .array([]) } }

        func set(_ value: JSONValue) { content = .value(value) }

        func child(named name: String) -> Node {
            guard case .object(var members) = content else { preconditionFailure("member '\(name)' of what is no object") }
            let node = Node()
            members.append((name, node))
            content = .object(members)
            return node
        }

        func appended() -> Node {
            guard case .array(var nodes) = content else { preconditionFailure("an element of what is no array") }
            let node = Node()
            nodes.append(node)
            content = .array(nodes)
            return node
        }

        func encode<T: Encodable>(_ value: T, path: [any CodingKey]) throws {
            if T.self == [Double].self, let numbers = value as? [Double] {
                set(.array(numbers.map { .number($0) }))
            } else {
                isSorted = value is any StringKeyed
                try value.encode(to: TreeEncoder(node: self, codingPath: path))
            }
        }

        func encode(whole value: some BinaryInteger, path: [any CodingKey]) throws {
            guard let number = Double(exactly: value), abs(number) < 0x1p53 else {
                throw EncodingError.invalidValue(value, .init(codingPath: path, debugDescription: "\(value) is not below 2^53"))
            }
            set(.number(number))
        }
    }

    private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let node: Node
        let codingPath: [any CodingKey]

        mutating func encodeNil(forKey key: Key) { node.child(named: key.stringValue).set(.null) }

        mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
            try node.child(named: key.stringValue).encode(value, path: codingPath + [key])
        }

        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<
            Nested
        > {
            nested(key).container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested(key).unkeyedContainer() }

        mutating func superEncoder() -> any Encoder { preconditionFailure("classes that inherit have no JSON form") }

        mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

        private func nested(_ key: Key) -> TreeEncoder {
            TreeEncoder(node: node.child(named: key.stringValue), codingPath: codingPath + [key])
        }
    }

    private struct Unkeyed: UnkeyedEncodingContainer {
        let node: Node
        let codingPath: [any CodingKey]

        var count: Int { node.count }

        mutating func encodeNil() { node.appended().set(.null) }

        mutating func encode<T: Encodable>(_ value: T) throws {
            let path = codingPath + [IndexKey(count)]
            try node.appended().encode(value, path: path)
        }

        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
            nested().container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }

        mutating func superEncoder() -> any Encoder { nested() }

        private func nested() -> TreeEncoder {
            let path = codingPath + [IndexKey(count)]
            return TreeEncoder(node: node.appended(), codingPath: path)
        }
    }

    private struct Single: SingleValueEncodingContainer {
        let node: Node
        let codingPath: [any CodingKey]

        mutating func encodeNil() { node.set(.null) }
        mutating func encode(_ value: Bool) { node.set(.bool(value)) }
        mutating func encode(_ value: String) { node.set(.string(value)) }
        mutating func encode(_ value: Double) { node.set(.number(value)) }
        mutating func encode(_ value: Float) { node.set(.number(Double(value))) }
        mutating func encode(_ value: Int) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: Int8) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: Int16) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: Int32) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: Int64) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: UInt) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: UInt8) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: UInt16) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: UInt32) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode(_ value: UInt64) throws { try node.encode(whole: value, path: codingPath) }
        mutating func encode<T: Encodable>(_ value: T) throws { try node.encode(value, path: codingPath) }
    }
}

/// A dictionary by text, whose order means nothing: its members are sorted.
private protocol StringKeyed {}

extension Dictionary: StringKeyed where Key == String {}
