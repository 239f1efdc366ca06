import Benchmark
import CKernels
import Clocks
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this machine can do at best, beside which the engine's figures are to be read.
enum Machine {
    private static let size = 1024

    static func register() {
        let own = rate("multiply-adds")
        Benchmark("machine: own product 1024 x 1024 x 1024", configuration: configuration(own)) { benchmark in
            let product = OwnProduct(size)
            for _ in benchmark.scaledIterations {
                benchmark.measurement(own, Int(2 * pow(Double(size), 3) / seconds { product.run() } / 1e6))
            }
        }
        if let blas = BLAS() {
            Benchmark("machine: OpenBLAS sgemm 1024 x 1024 x 1024", configuration: configuration(own)) { benchmark in
                let (a, b) = ([Float](repeating: 1, count: size * size), [Float](repeating: 1, count: size * size))
                var c = a
                for _ in benchmark.scaledIterations {
                    benchmark.measurement(own, Int(2 * pow(Double(size), 3) / seconds { blas.multiply(a, b, &c, size) } / 1e6))
                }
            }
        }
        let bandwidth = BenchmarkMetric.custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)
        Benchmark("machine: memory copied, read and written", configuration: configuration(bandwidth)) { benchmark in
            let bytes = 256 << 20
            let source = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
            let target = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
            defer {
                source.deallocate()
                target.deallocate()
            }
            source.initializeMemory(as: UInt8.self, repeating: 1, count: bytes)
            target.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
            for _ in benchmark.scaledIterations {
                benchmark.measurement(
                    bandwidth, Int(Double(2 * bytes) / seconds { target.copyMemory(from: source, byteCount: bytes) } / 1e6))
            }
        }
    }

    /// Millions a second.
    private static func rate(_ what: String) -> BenchmarkMetric {
        .custom("MFLOP/s (\(what) count two)", polarity: .prefersLarger, useScalingFactor: false)
    }

    private static func configuration(_ metric: BenchmarkMetric) -> Benchmark.Configuration {
        .init(metrics: [metric], units: [metric: .count], warmupIterations: 3, maxDuration: .seconds(2), maxIterations: 50)
    }
}

/// The engine's forward kernel as a square matrix product.
private struct OwnProduct: ~Copyable {
    private let kernels: UnsafePointer<refigure_kernels>
    private let parameters: UnsafeMutablePointer<Float>
    private let input: UnsafeMutablePointer<Float>
    private let output: UnsafeMutablePointer<Float>
    private let size: Int

    init(_ size: Int) {
        self.size = size
        let best = [refigure_kernels_avx512(), refigure_kernels_avx2(), refigure_kernels_neon(), refigure_kernels_portable()]
        guard let kernels = best.lazy.compactMap(\.self).first else { preconditionFailure("no kernels") }
        self.kernels = kernels
        func block(_ count: Int, _ value: Float) -> UnsafeMutablePointer<Float> {
            let block = UnsafeMutablePointer<Float>.allocate(capacity: count)
            block.initialize(repeating: value, count: count)
            return block
        }
        parameters = block(size * (size + 1), 0.5)
        input = block(size * size, 0.25)
        output = block(size * size, 0)
    }

    func run() {
        var layer = refigure_layer(parameters: parameters, velocity: nil, squares: nil, inputs: size, outputs: size, stride: size)
        kernels.pointee.forward(&layer, input, output, size / 8, refigure_identity)
    }

    deinit {
        parameters.deallocate()
        input.deallocate()
        output.deallocate()
    }
}

/// OpenBLAS, where it is installed; loaded at run time, so that nothing depends on it.
private struct BLAS: Sendable {
    private typealias Multiply =
        @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32, UnsafePointer<Float>, Int32, Float,
            UnsafeMutablePointer<Float>, Int32
        ) -> Void
    private let function: Multiply

    init?() {
        for name in ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib"] {
            guard let library = dlopen(name, RTLD_NOW), let symbol = dlsym(library, "cblas_sgemm") else { continue }
            if let threads = dlsym(library, "openblas_set_num_threads") {
                unsafeBitCast(threads, to: (@convention(c) (Int32) -> Void).self)(1)
            }
            function = unsafeBitCast(symbol, to: Multiply.self)
            return
        }
        return nil
    }

    /// c = a b, row-major, square.
    func multiply(_ a: [Float], _ b: [Float], _ c: inout [Float], _ size: Int) {
        let n = Int32(size)
        function(101, 111, 111, n, n, n, 1, a, n, b, n, 0, &c, n)
    }
}
