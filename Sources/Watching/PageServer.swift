import Files
import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Shows a report's folder to the browsers of this machine, and lets its pages know when they are to be loaded anew.
///
/// It listens on the two loopback addresses, answers to this machine's own names only (`LocalHost`), to GET and HEAD only, and shows plain files
/// of the folder only (`ServedFile`). A page gets one line of script more than the file has.
package struct PageServer: Sendable {
    package let port: UInt16
    private let tasks: [Task<Void, any Error>]

    /// The ports that are tried where none is asked for, in this order.
    package static let ports: ClosedRange<UInt16> = 8420...8439

    /// Begins to listen.
    /// - Parameters:
    ///   - folder: the folder that is shown; it may come later.
    ///   - port: nil: the first free one of `ports`; 0: any free one.
    /// - Throws: a `Fault` (status usage) where the port, or each of them, is taken or not this user's.
    package static func start(folder: String, board: WatchBoard, port: UInt16?) async throws -> PageServer {
        for candidate in port.map({ $0...$0 }) ?? ports {
            do {
                return try await listen(folder: folder, board: board, port: candidate)
            } catch SocketError.failed(_, let number, _) where number == EADDRINUSE && port == nil {
                continue
            } catch SocketError.failed(_, let number, _) {
                throw Fault(
                    "cannot be listened on: \(SystemError(number).words)", at: "port \(candidate)",
                    remedy: "give another by --port, or none to have one found", status: .usage)
            }
        }
        throw Fault(
            "are all taken", at: "ports \(ports.lowerBound) to \(ports.upperBound)", remedy: "give another by --port",
            status: .usage)
    }

    package func stop() { for task in tasks { task.cancel() } }

    private static func listen(folder: String, board: WatchBoard, port: UInt16) async throws -> PageServer {
        let answers = PageAnswers(folder: folder, board: board)
        let (first, taken) = try await listen(on: .inet(ip4: "127.0.0.1", port: port), answers)
        do {
            // The same one on the other address, where the machine has that.
            let (second, _) = try await listen(on: .inet6(ip6: "::1", port: taken), answers)
            return PageServer(port: taken, tasks: [first, second, repeating(board)])
        } catch SocketError.failed(_, let number, _) where number != EADDRINUSE {
            return PageServer(port: taken, tasks: [first, repeating(board)])
        } catch {
            first.cancel()
            throw error
        }
    }

    private static func listen(on address: some SocketAddress, _ answers: PageAnswers) async throws -> (
        Task<Void, any Error>, UInt16
    ) {
        // A machine that is busy answers late, not wrongly.
        let server = HTTPServer(address: address, timeout: 600, logger: .disabled, handler: answers)
        let failure = Failure()
        let task = Task {
            do {
                try await server.run()
            } catch {
                failure.error.withLock { $0 = error }
                throw error
            }
        }
        while true {
            if let error = failure.error.withLock({ $0 }) { throw error }
            switch await server.listeningAddress {
            case .ip4(_, let port), .ip6(_, let port): return (task, port)
            default: try await Task.sleep(for: .milliseconds(2))
            }
        }
    }

    /// Why a server listens no more.
    private final class Failure: Sendable {
        let error = Mutex<(any Error)?>(nil)
    }

    /// Every quarter of a minute.
    private static func repeating(_ board: WatchBoard) -> Task<Void, any Error> {
        Task {
            while true {
                try await Task.sleep(for: .seconds(15))
                board.repeatState()
            }
        }
    }
}
