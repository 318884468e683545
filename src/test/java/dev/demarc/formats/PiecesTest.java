package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.formats.bulk.BulkRecord;
import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.formats.reader.Evidence;
import dev.demarc.formats.reader.FormatReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PiecesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(BulkRecord piece) {
    return new String(piece.raw(), StandardCharsets.UTF_8);
  }

  private static List<BulkRecord> lines(String body) {
    var pieces = new ArrayList<BulkRecord>();
    BulkRecords.ofLines(new ByteArrayInputStream(bytes(body))).forEachRemaining(pieces::add);
    return pieces;
  }

  private static List<BulkRecord> rows(String body, CsvColumns columns) {
    var pieces = new ArrayList<BulkRecord>();
    BulkRecords.ofRows(new ByteArrayInputStream(bytes(body)), columns)
        .forEachRemaining(pieces::add);
    return pieces;
  }

  private static ParsedReport read(BulkRecord piece) {
    return new FormatReader().read(new Submission(piece.raw(), piece.contentType(), NOW));
  }

  @Test
  void each_line_is_a_report_and_empty_lines_only_count() {
    var pieces = lines("{\"title\":\"a\"}\r\n\n  \n{\"title\":\"b\"}");
    assertThat(pieces).extracting(BulkRecord::place).containsExactly(1, 4);
    assertThat(read(pieces.get(1)).title()).isEqualTo("b");
  }

  @Test
  void a_line_past_a_mebibyte_is_refused_and_the_next_is_read() {
    var pieces = lines("{\"title\":\"" + "x".repeat(1 << 20) + "\"}\n{\"title\":\"b\"}\n");
    assertThat(pieces.get(0).refused()).contains("1 MiB");
    assertThat(text(pieces.get(1))).isEqualTo("{\"title\":\"b\"}");
  }

  @Test
  void lines_past_the_hundred_thousandth_are_refused_as_one_and_never_read() {
    var endless =
        new InputStream() {
          private int at;
          private long read;

          @Override
          public int read() {
            read++;
            at = (at + 1) % 3;
            return at == 1 ? '{' : at == 2 ? '}' : '\n';
          }
        };
    var pieces = BulkRecords.ofLines(endless);
    int taken = 0;
    BulkRecord last = null;
    while (pieces.hasNext()) {
      last = pieces.next();
      taken += last.isRefused() ? 0 : 1;
    }
    assertThat(taken).isEqualTo(100_000);
    assertThat(last.refused()).contains("100000 lines");
    assertThat(endless.read).isLessThan(500_000);
  }

  @Test
  void several_findings_are_cut_apart_byte_for_byte_with_their_envelope_around_each() {
    var pieces =
        BulkRecords.ofList(
            bytes(
                "{\"source\":\"aws.securityhub\", \"detail\": {\"findings\": [ {\"Id\":\"ä\"} ,"
                    + " {\"Id\": 1.50}\n] }, \"account\":\"1\"}"));
    assertThat(pieces)
        .extracting(PiecesTest::text)
        .containsExactly(
            "{\"source\":\"aws.securityhub\", \"detail\": {\"findings\": [{\"Id\":\"ä\"}] },"
                + " \"account\":\"1\"}",
            "{\"source\":\"aws.securityhub\", \"detail\": {\"findings\": [{\"Id\": 1.50}] },"
                + " \"account\":\"1\"}");
  }

  @Test
  void elements_of_a_bare_list_stand_alone() {
    assertThat(BulkRecords.ofList(bytes(" [ {\"a\":1}, 7 ,\"x\"] ")))
        .extracting(PiecesTest::text)
        .containsExactly("{\"a\":1}", "7", "\"x\"");
  }

  @Test
  void one_finding_in_an_envelope_is_one_report_and_so_is_what_is_no_list() {
    for (var body :
        List.of(
            "{\"Findings\":[{\"Id\":1}]}",
            "{\"title\":\"x\"}",
            "{\"findings\":[{},",
            "",
            "[]",
            "[{},{}] x",
            "{\"detail\":{\"detail\":{\"findings\":[1,2]}}}")) {
      assertThat(BulkRecords.ofList(bytes(body))).as(body).isEmpty();
    }
  }

  @Test
  void a_list_in_utf_16_is_left_whole_for_offsets_would_lie() {
    assertThat(BulkRecords.ofList("[{},{}]".getBytes(StandardCharsets.UTF_16BE))).isEmpty();
  }

  @Test
  void a_large_envelope_is_not_multiplied_by_the_number_of_its_findings() {
    var pieces =
        BulkRecords.ofList(
            bytes("{\"x\":\"" + "y".repeat(1 << 20) + "\",\"Findings\":[{\"a\":1},{\"a\":2}]}"));
    assertThat(pieces).extracting(PiecesTest::text).containsExactly("{\"a\":1}", "{\"a\":2}");
  }

  @Test
  void columns_are_found_by_their_common_names_whatever_separates_them() {
    for (var separator : List.of(",", ";", "\t")) {
      var pieces =
          rows(
              "\uFEFF"
                  + String.join(separator, "Timestamp", "Source_IP", "dst-ip", "Category", "Port")
                  + "\r\n"
                  + String.join(
                      separator,
                      "2026-11-19 08:00:00 UTC",
                      "203.0.113.7",
                      "198.51.100.2",
                      "port-scan",
                      "22")
                  + "\r\n",
              CsvColumns.COMMON);
      assertThat(pieces).hasSize(1);
      var report = read(pieces.get(0));
      assertThat(report.format()).isEqualTo("csv");
      assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-19T08:00:00Z"));
      assertThat(report.category().slug()).isEqualTo("port-scan");
      assertThat(report.indicators())
          .extracting(i -> i.role() + " " + i.value())
          .contains("SOURCE 203.0.113.7", "TARGET 198.51.100.2");
      assertThat(report.details().get("columns")).isEqualTo(Map.of("Port", "22"));
      assertThat(report.title()).isEqualTo("port-scan from 203.0.113.7");
    }
  }

  @Test
  void a_mapping_travels_with_each_row_and_wins_over_common_names() {
    var columns = new CsvColumns(Map.of("Angreifer", "sources", "Meldung", "title", "type", ""));
    var report =
        read(rows("Angreifer,Meldung,Type\n203.0.113.9,\"Scan, wieder\",A\n", columns).get(0));
    assertThat(report.title()).isEqualTo("Scan, wieder");
    assertThat(report.category()).isNull();
    assertThat(report.indicators()).extracting(i -> i.value()).containsExactly("203.0.113.9");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void a_row_with_more_values_than_columns_is_refused_by_its_number() {
    var pieces =
        rows("title,ip\na,203.0.113.1\nb,203.0.113.2,oops\n\nc,203.0.113.3\n", CsvColumns.COMMON);
    assertThat(pieces).extracting(BulkRecord::isRefused).containsExactly(false, true, false);
    assertThat(pieces.get(1).place()).isEqualTo(3);
    assertThat(pieces.get(1).refused()).contains("3 values");
  }

  @Test
  void a_quote_that_is_never_closed_ends_the_reading_and_not_the_memory() {
    var pieces = rows("title\nok\n\"" + "x".repeat(3 << 20), CsvColumns.COMMON);
    assertThat(pieces).extracting(BulkRecord::isRefused).containsExactly(false, true);
    assertThat(pieces.get(1).refused()).contains("quote");
  }

  @Test
  void a_header_that_names_nothing_readable_is_told() {
    assertThatThrownBy(() -> rows("foo,bar\n1,2\n", CsvColumns.COMMON))
        .isInstanceOf(UnreadableReport.class)
        .hasMessageContaining("mapping");
    assertThatThrownBy(() -> rows("", CsvColumns.COMMON)).isInstanceOf(UnreadableReport.class);
  }

  @Test
  void what_a_cell_says_wrongly_is_a_problem_and_not_a_refusal() {
    var report =
        read(
            rows("title,category,account,ip\nx,very odd,12,not-an-ip!\n", CsvColumns.COMMON)
                .get(0));
    assertThat(report.problems()).hasSize(3);
  }

  @Test
  void a_multipart_form_is_read_as_the_form_and_its_files_are_evidence() {
    var body =
        """
        --b
        Content-Disposition: form-data; name="title"

        Scan
        --b
        Content-Disposition: form-data; name="sources"

        203.0.113.4
        --b
        Content-Disposition: form-data; name="sources"

        203.0.113.5
        --b
        Content-Disposition: form-data; name="reporter.email"

        soc@example.org
        --b
        Content-Disposition: form-data; name="evidence"; filename="../../auth.log"
        Content-Type: text/plain

        Failed password for root from 203.0.113.6
        --b--
        """
            .replace("\n", "\r\n");
    var submission = new Submission(bytes(body), "multipart/form-data; boundary=b", NOW);
    var report = new FormatReader().read(submission);
    assertThat(report.format()).isEqualTo("demarc");
    assertThat(report.title()).isEqualTo("Scan");
    assertThat(report.reporter().email()).isEqualTo("soc@example.org");
    assertThat(report.indicators())
        .extracting(i -> i.value())
        .contains("203.0.113.4", "203.0.113.5", "203.0.113.6");
    assertThat(report.attachments())
        .singleElement()
        .satisfies(a -> assertThat(a.fileName()).isEqualTo("auth.log"));
    assertThat(Evidence.attachment(submission, 0).orElseThrow().bytes())
        .isEqualTo(bytes("Failed password for root from 203.0.113.6"));
  }

  @Test
  void a_multipart_form_is_held_to_the_forms_rules() {
    var body = "--b\r\nContent-Disposition: form-data; name=\"colour\"\r\n\r\nred\r\n--b--\r\n";
    assertThatThrownBy(
            () ->
                new FormatReader()
                    .read(new Submission(bytes(body), "multipart/form-data; boundary=b", NOW)))
        .isInstanceOf(MalformedReport.class)
        .hasMessageContaining("colour");
    assertThatThrownBy(
            () ->
                new FormatReader()
                    .read(new Submission(bytes(body), "multipart/form-data; boundary=other", NOW)))
        .isInstanceOf(MalformedReport.class);
  }

  private static String quoted(String json) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(json).toString();
  }

  private static String notification(String message) {
    return "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"TopicArn\":\"arn:aws:sns:eu-west-1:1:t\","
        + "\"Signature\":\"s\",\"Message\":"
        + quoted(message)
        + "}";
  }

  @Test
  void a_list_inside_a_notification_gives_notifications_with_one_each() {
    var body = notification("{\"Findings\":[{\"Id\":\"a\"},{\"Id\":\"b\"}]}");
    var pieces = BulkRecords.ofList(bytes(body));
    assertThat(pieces).extracting(BulkRecord::place).containsExactly(1, 2);
    assertThat(text(pieces.get(1)))
        .contains("\"TopicArn\":\"arn:aws:sns:eu-west-1:1:t\"")
        .contains(quoted("{\"Findings\":[{\"Id\":\"b\"}]}"))
        .doesNotContain("Signature");
    assertThat(BulkRecords.ofList(bytes(notification("{\"Findings\":[{\"Id\":\"a\"}]}"))))
        .isEmpty();
    assertThat(BulkRecords.ofList(bytes(notification("three findings")))).isEmpty();
  }

  @Test
  void records_of_a_queue_are_pieces_and_so_is_what_each_carries() {
    var two = notification("[{\"title\":\"a\"},{\"title\":\"b\"}]");
    var body =
        "{\"Records\":[{\"messageId\":\"1\",\"body\":"
            + quoted(two)
            + "},{\"messageId\":\"2\",\"body\":"
            + quoted("{\"title\":\"c\"}")
            + "}]}";
    var pieces = BulkRecords.ofList(bytes(body));
    assertThat(pieces).extracting(piece -> read(piece).title()).containsExactly("a", "b", "c");
  }

  @Test
  void a_text_with_more_pieces_than_aws_can_send_stays_whole() {
    var body = notification("[" + "{\"title\":\"a\"},".repeat(1_000) + "{\"title\":\"b\"}]");
    assertThat(BulkRecords.ofList(bytes(body))).isEmpty();
  }

  @Test
  void pieces_of_a_long_list_are_made_one_at_a_time() {
    // together they would be 3 GB, with what stands around the list around each
    var body =
        "{\"about\":\"" + "x".repeat(16_000) + "\",\"findings\":[" + "1,".repeat(200_000) + "1]}";
    var pieces = BulkRecords.ofList(bytes(body));
    assertThat(pieces).hasSize(BulkRecords.MOST + 1);
    assertThat(pieces.get(BulkRecords.MOST).isRefused()).isTrue();
    assertThat(text(pieces.get(99_999))).endsWith("[1]}");
  }
}
