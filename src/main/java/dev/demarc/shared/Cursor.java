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

  /** Above every id that there is. */
  public static final UUID ABOVE_ALL = new UUID(-1, -1);

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

  /**
   * The id below which a list goes on that shows the newest first.
   *
   * @return one above all others for the first page
   * @throws Problem where the cursor is none of ours
   */
  public static UUID below(@Nullable String text) {
    var cursor = decode(text);
    return cursor == null || cursor.id() == null ? ABOVE_ALL : cursor.id();
  }

  /** Of a list that shows the newest first, and is in no other order. */
  public static String at(UUID last) {
    return new Cursor("", last).encode();
  }
}
