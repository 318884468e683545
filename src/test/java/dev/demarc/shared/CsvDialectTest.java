package dev.demarc.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class CsvDialectTest {

  @Test
  void the_columns_are_separated_by_what_the_first_line_has_most_of() {
    assertEquals(',', CsvDialect.separator("ip,time\n1;2;3;4"));
    assertEquals(';', CsvDialect.separator("ip;time;note\r\n1,2,3,4,5"));
    assertEquals('\t', CsvDialect.separator("ip\ttime"));
    assertEquals('|', CsvDialect.separator("ip|time"));
  }

  @Test
  void what_is_quoted_in_the_first_line_separates_nothing() {
    assertEquals(';', CsvDialect.separator("\"a,b,c,d\";time"));
  }

  @Test
  void a_single_column_is_read_as_with_commas() {
    assertEquals(',', CsvDialect.separator("ip"));
    assertEquals(',', CsvDialect.separator(""));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_column() throws IOException {
    var csv = CsvDialect.reader(new StringReader("\uFEFFip;time"));
    assertEquals(';', CsvDialect.open(csv));
    assertEquals("ip;time", csv.readLine());
  }

  @Test
  void the_line_by_which_spreadsheets_name_the_separator_is_no_row() throws IOException {
    var csv = CsvDialect.reader(new StringReader("\uFEFFsep=;\r\nip;time"));
    assertEquals(';', CsvDialect.open(csv));
    assertEquals("ip;time", csv.readLine());
    assertEquals("ip,time", CsvDialect.withoutPreamble("sep=,\nip,time"));
  }
}
