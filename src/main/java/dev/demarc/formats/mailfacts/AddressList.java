package dev.demarc.formats.mailfacts;

import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.mime.HeaderFields;
import dev.demarc.formats.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ContentUtil;
import org.jspecify.annotations.Nullable;

/** Addresses of a From, To or similar field (RFC 5322 section 3.4), read leniently. */
public final class AddressList {

  private static final int MOST = 100;

  private AddressList() {}

  public record Named(@Nullable String name, @Nullable String address) {}

  public static Named first(@Nullable String field) {
    return all(field).stream().findFirst().orElse(new Named(null, null));
  }

  static List<Named> all(@Nullable String field) {
    if (field == null || field.isBlank()) {
      return List.of();
    }
    try {
      // the parser's own method for text counts characters where it reads bytes (RFC 6532)
      var bytes = ContentUtil.encode(StandardCharsets.UTF_8, Text.cut(field, 4_096));
      return LenientAddressParser.DEFAULT
          .parseAddressList(bytes, new ParserCursor(0, bytes.length()))
          .flatten()
          .stream()
          .map(AddressList::named)
          .filter(n -> n.address() != null)
          .limit(MOST)
          .toList();
    } catch (RuntimeException e) {
      return java.util.stream.Stream.of(new Named(null, AddrSpec.of(field)))
          .filter(n -> n.address() != null)
          .toList();
    }
  }

  private static Named named(Mailbox mailbox) {
    var name = mailbox.getName();
    return new Named(
        name == null ? null : Text.oneLine(HeaderFields.decodeWords(name), 200),
        AddrSpec.of(mailbox.getAddress()));
  }

  public static List<String> addresses(@Nullable String field) {
    return all(field).stream().map(Named::address).filter(Objects::nonNull).toList();
  }
}
