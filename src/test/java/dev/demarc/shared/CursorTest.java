package dev.demarc.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void a_cursor_comes_back_as_it_was_given_out() {
    for (var value : new String[] {"2026-11-02T10:00:00Z", "", "a|b", "日本"}) {
      var cursor = new Cursor(value, Ids.next());
      assertEquals(cursor, Cursor.decode(cursor.encode()));
    }
  }

  @Test
  void no_cursor_is_the_first_page() {
    assertNull(Cursor.decode(null));
    assertNull(Cursor.decode(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no base64!", "a", "|", "x|1-1-1-1-1", "x|no-id", "x"})
  void what_is_no_cursor_of_ours_is_refused_by_its_name(String plain) {
    var encoded = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    for (var text : new String[] {plain, encoded}) {
      var problem = assertThrows(Problem.class, () -> Cursor.decode(text));
      assertEquals(ProblemType.INVALID, problem.type());
    }
  }
}
