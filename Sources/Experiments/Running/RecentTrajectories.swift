import Networks
import Results
import Synchronization

/// The trajectories used last, as far as they fit into 256 MB: a network that was just trained, or that several figures use, is not read
/// again.
final class RecentTrajectories: Sendable {
    private static let limit = 256 << 20

    private struct Kept {
        let key: CacheKey
        let trajectory: Trajectory
        let bytes: Int
    }

    private let kept = Mutex<[Kept]>([])

    subscript(_ key: CacheKey) -> Trajectory? {
        kept.withLock { kept in
            guard let place = kept.firstIndex(where: { $0.key == key }) else { return nil }
            let found = kept.remove(at: place)
            kept.append(found)
            return found.trajectory
        }
    }

    func keep(_ trajectory: Trajectory, as key: CacheKey) {
        let bytes = (trajectory.snapshots.count + 1) * trajectory.job.architecture.parameterCount * MemoryLayout<Float>.size
        guard bytes <= Self.limit else { return }
        kept.withLock { kept in
            kept.removeAll { $0.key == key }
            kept.append(Kept(key: key, trajectory: trajectory, bytes: bytes))
            while kept.reduce(0, { $0 + $1.bytes }) > Self.limit { kept.removeFirst() }
        }
    }
}
