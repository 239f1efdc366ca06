import CKernels
import Foundation

/// A set of the engine's kernels. All sets give the same bits; they differ in speed and in the machines that can run them.
public enum KernelSet: String, Sendable, CaseIterable {
    /// Plain C with the library's fused multiply-add: the definition of the others, and slow.
    case portable
    /// x86-64 with AVX2 and FMA.
    case avx2
    /// x86-64 with AVX-512 besides: sixteen lanes where lanes do not know of each other.
    case avx512
    /// 64-bit ARM.
    case neon

    /// Whether this machine and this build have the set.
    public var isAvailable: Bool { available != nil }

    /// The environment variable that forces a set by its name.
    public static let environmentVariable = "REFIGURE_KERNELS"

    /// The set named by `REFIGURE_KERNELS` where this machine has it, else the fastest that it has.
    public static let best: KernelSet = {
        if let name = ProcessInfo.processInfo.environment[environmentVariable], let named = KernelSet(rawValue: name),
            named.isAvailable
        {
            return named
        }
        return [.avx512, .avx2, .neon].first(where: \.isAvailable) ?? .portable
    }()

    /// What is wrong with `REFIGURE_KERNELS`, a sentence without a full stop; nil where it is unset, or names a set that this machine has.
    public static var requestProblem: String? {
        guard let name = ProcessInfo.processInfo.environment[environmentVariable] else { return nil }
        if KernelSet(rawValue: name)?.isAvailable == true { return nil }
        let known = allCases.filter(\.isAvailable).map(\.rawValue).joined(separator: ", ")
        return "\(environmentVariable) is '\(name)', but this machine's kernels are \(known)"
    }

    /// The functions. The set must be available.
    package var table: refigure_kernels { pointer.pointee }

    /// The same where they stand.
    package var pointer: UnsafePointer<refigure_kernels> {
        guard let available else { preconditionFailure("this machine has no \(rawValue) kernels") }
        return available
    }

    private var available: UnsafePointer<refigure_kernels>? {
        switch self {
        case .portable: refigure_kernels_portable()
        case .avx2: refigure_kernels_avx2()
        case .avx512: refigure_kernels_avx512()
        case .neon: refigure_kernels_neon()
        }
    }
}
