import CQPDF

/// A PDF as qpdf reads it.
public enum PDFObjects {
    /// The document's objects in full, each on lines of its own.
    public static func text(of pdf: [UInt8]) -> String {
        var qpdf: qpdf_data? = qpdf_init()
        defer { qpdf_cleanup(&qpdf) }
        return pdf.withUnsafeBytes { bytes in
            qpdf_read_memory(qpdf, "a document", bytes.bindMemory(to: CChar.self).baseAddress, UInt64(bytes.count), nil)
            qpdf_init_write_memory(qpdf)
            qpdf_set_qdf_mode(qpdf, 1)
            qpdf_set_object_stream_mode(qpdf, qpdf_o_disable)
            qpdf_write(qpdf)
            let length = Int(qpdf_get_buffer_length(qpdf))
            return String(decoding: UnsafeBufferPointer(start: qpdf_get_buffer(qpdf), count: length), as: UTF8.self)
        }
    }
}
