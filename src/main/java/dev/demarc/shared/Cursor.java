package dev.demarc.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list starts: after the row with this sort value and id. Opaque to
 * clients.
 *
 * @param sortValue the value of the sort column as text; {@code ""} for null
 */
public record Cursor(String sortValue, @Nullable UUID id) {

  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((sortValue + "|" + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @return null for a null or empty text: the first page
   * @throws Problem where it is none of ours
   */
  public static @Nullable Cursor decode(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int bar = plain.lastIndexOf('|');
      return new Cursor(plain.substring(0, bar), Ids.parse(plain.substring(bar + 1)).orElseThrow());
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException e) {
      throw Problem.invalid("cursor", "is not a cursor of this list; leave it out to start over");
    }
  }
}
