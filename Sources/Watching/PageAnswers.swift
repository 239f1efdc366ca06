import Files
import FlyingFox
import FlyingSocks
import Foundation

/// What the page's server answers to each request.
struct PageAnswers: HTTPHandler {
    let folder: String
    let board: WatchBoard

    /// Names that no file of a report has, since they begin with a full stop.
    static let events = "/.watch"
    static let script = "/.watch.js"

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard LocalHost.isMeant(request.headers.values(for: .host)) else {
            return words("This page is shown to this machine alone: ask for localhost.", .init(421, phrase: "Misdirected Request"))
        }
        guard request.method == .GET || request.method == .HEAD else {
            // What came with it is not read, so nothing can follow on this connection.
            return words(
                "There is nothing here but pages to look at.", .methodNotAllowed, ["Allow": "GET, HEAD", "Connection": "close"])
        }
        let answer = answer(to: request.target.path(), isWanted: request.method == .GET)
        return request.method == .HEAD ? withoutBody(answer) : answer
    }

    /// - Parameter isWanted: whether the body will be read.
    private func answer(to target: String, isWanted: Bool) -> HTTPResponse {
        switch target {
        case Self.events:
            let headers: [HTTPHeader: String] = [HTTPHeader("Content-Type"): "text/event-stream"]
            guard isWanted else { return response(.ok, headers, []) }
            return response(.ok, headers, HTTPBodySequence(from: EventBytes(states: board.states())))
        case Self.script:
            return response(.ok, [HTTPHeader("Content-Type"): ServedFile.kind(of: "watch.js")], Array(PageScript.text.utf8))
        default: break
        }
        guard let names = ServedFile.names(of: target), let name = names.last else { return missing }
        guard let bytes = ServedFile.bytes(of: names, in: folder) else {
            // Whoever watches sees what goes on, and the page as soon as it is there.
            return names == ["index.html"] ? page(Array(PageScript.emptyPage.utf8), digest: "") : missing
        }
        if name.hasSuffix(".html") { return page(bytes, digest: SHA256.hex(of: bytes)) }
        return response(.ok, [HTTPHeader("Content-Type"): ServedFile.kind(of: name)], bytes)
    }

    private func page(_ bytes: [UInt8], digest: String) -> HTTPResponse {
        response(
            .ok, [HTTPHeader("Content-Type"): ServedFile.kind(of: "index.html"), HTTPHeader("ETag"): "\"\(digest)\""],
            PageScript.added(to: bytes, digest: digest))
    }

    private var missing: HTTPResponse { words("There is no such file in the report's folder.", .notFound) }

    private func words(_ text: String, _ status: HTTPStatusCode, _ more: [String: String] = [:]) -> HTTPResponse {
        var headers: [HTTPHeader: String] = [HTTPHeader("Content-Type"): ServedFile.kind(of: "words.txt")]
        for (name, value) in more { headers[HTTPHeader(name)] = value }
        return response(status, headers, Array("\(text)\n".utf8))
    }

    private func response(_ status: HTTPStatusCode, _ headers: [HTTPHeader: String], _ bytes: [UInt8]) -> HTTPResponse {
        response(status, headers, HTTPBodySequence(data: Data(bytes), suggestedBufferSize: 1 << 18))
    }

    private func response(_ status: HTTPStatusCode, _ headers: [HTTPHeader: String], _ body: HTTPBodySequence) -> HTTPResponse {
        // Nothing is kept, nothing is guessed, and no other site shows it in a frame or as a picture.
        let always: [HTTPHeader: String] = [
            HTTPHeader("Cache-Control"): "no-store", HTTPHeader("X-Content-Type-Options"): "nosniff",
            HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
            HTTPHeader("Content-Security-Policy"): "frame-ancestors 'none'",
        ]
        return HTTPResponse(statusCode: status, headers: HTTPHeaders(headers.merging(always) { mine, _ in mine }), body: body)
    }

    private func withoutBody(_ response: HTTPResponse) -> HTTPResponse {
        var headers = response.headers
        if case .httpBody(let body) = response.payload, let count = body.count { headers[.contentLength] = "\(count)" }
        return HTTPResponse(statusCode: response.statusCode, headers: headers, body: Data())
    }
}

/// The states of a watch as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
struct EventBytes: AsyncBufferedSequence {
    typealias Element = UInt8

    let states: AsyncStream<WatchState>

    func makeAsyncIterator() -> Iterator { Iterator(states: states.makeAsyncIterator()) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        var states: AsyncStream<WatchState>.Iterator

        mutating func next() async throws -> UInt8? { preconditionFailure("events are asked for whole") }

        mutating func nextBuffer(suggested: Int) async throws -> [UInt8]? {
            guard let state = await states.next() else { return nil }
            return EventBytes.event(state)
        }
    }

    /// JSON has no line ends of its own, so that an event is one line of data.
    static func event(_ state: WatchState) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(state) else { preconditionFailure("a state of texts cannot be written") }
        return Array("data: ".utf8) + data + Array("\n\n".utf8)
    }
}
