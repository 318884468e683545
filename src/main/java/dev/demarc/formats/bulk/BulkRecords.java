package dev.demarc.formats.bulk;

import dev.demarc.formats.UnreadableReport;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Takes a body that holds many reports apart. */
public final class BulkRecords {

  /** How many lines or rows one body may have. */
  public static final int MOST = 100_000;

  /** Bytes of one line, characters of one row. */
  public static final int LONGEST = 1 << 20;

  private BulkRecords() {}

  /**
   * The lines of newline-delimited JSON, read one at a time as they are asked for; empty lines
   * count but are no reports. After {@link #MOST} lines the rest is refused as one piece.
   */
  public static Iterator<BulkRecord> ofLines(InputStream body) {
    return new NdjsonLines(body);
  }

  /**
   * The rows of a CSV file with a header (RFC 4180), read one at a time as they are asked for. Each
   * piece is a CSV file of its own: the header and one row.
   *
   * @throws UnreadableReport where the header names no column that can be read
   */
  public static Iterator<BulkRecord> ofRows(InputStream body, CsvColumns columns) {
    return new CsvRows(body, columns);
  }

  /**
   * The elements of a JSON list of reports: the body is a list, or an object whose {@code
   * Findings}, or {@code detail.findings}, is one, or whose {@code response} is one of MISP's
   * events; also where SNS or SQS carries that as text, and for several of their records. Each
   * piece keeps what stands around the list.
   *
   * @return none where the body is not such a list, or has just one element in an envelope: then
   *     the body is one report
   */
  public static List<BulkRecord> ofList(byte[] body) {
    var list = JsonList.piecesOf(body);
    return list.isEmpty() ? WrappedList.piecesOf(body) : list;
  }
}
