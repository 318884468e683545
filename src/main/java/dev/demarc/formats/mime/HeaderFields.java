package dev.demarc.formats.mime;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.Charsets;
import dev.demarc.formats.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a mail, of a body part or of a machine-readable part that is written like a
 * header (RFC 5322 section 2.2), in order, unfolded.
 */
public final class HeaderFields {

  private static final int MOST_FIELDS = 1_000;
  private static final int LONGEST_VALUE = 16 * 1024;

  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  /** The bytes of fields that are in no charset they name and not in UTF-8, by index. */
  private final Map<Integer, byte[]> unmarked = new HashMap<>();

  /** Reads fields from text, past empty lines and lines that are no field. */
  public static HeaderFields ofText(String text) {
    var read = new HeaderFields();
    String name = null;
    var value = new StringBuilder();
    for (var line : (Iterable<String>) text.lines()::iterator) {
      boolean goesOn = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
      int colon = line.indexOf(':');
      if (goesOn && name != null) {
        value.append(' ').append(line.strip());
      } else if (colon > 0 && isName(line, colon)) {
        read.add(name, value.toString());
        name = line.substring(0, colon).strip();
        value.setLength(0);
        value.append(line.substring(colon + 1).strip());
      }
    }
    read.add(name, value.toString());
    return read;
  }

  private static boolean isName(String line, int colon) {
    for (int i = 0; i < colon; i++) {
      char c = line.charAt(i);
      boolean trailingGap = (c == ' ' || c == '\t') && line.substring(i, colon).isBlank();
      if ((c <= ' ' || c >= 0x7F) && !trailingGap) {
        return false;
      }
    }
    return colon <= 100;
  }

  public void add(@Nullable String name, String value) {
    if (name != null && fields.size() < MOST_FIELDS) {
      fields.add(new Field(name.strip(), Text.cut(unfold(value).strip(), LONGEST_VALUE)));
    }
  }

  void addAllOf(HeaderFields others) {
    others.fields.forEach(field -> add(field.name(), field.value()));
  }

  /** A field as it came; RFC 6532 wants UTF-8, older programs wrote what their text is in. */
  public void add(String name, byte[] raw) {
    if (Charsets.isUnmarked(raw) && fields.size() < MOST_FIELDS && raw.length <= LONGEST_VALUE) {
      unmarked.put(fields.size(), raw);
    }
    add(name, Text.decode(raw, null));
  }

  /** Reads the fields that name no charset again, as the text below them is written. */
  void readUnmarkedAs(@Nullable String charset) {
    unmarked.forEach(
        (index, raw) ->
            fields.set(
                index,
                new Field(
                    fields.get(index).name(),
                    Text.cut(unfold(Text.decode(raw, charset)).strip(), LONGEST_VALUE))));
    unmarked.clear();
  }

  private static String unfold(String value) {
    return value.indexOf('\n') < 0 && value.indexOf('\r') < 0
        ? value
        : value.replace("\r", "").replace("\n", "");
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Whether there were more fields than are kept. */
  public boolean isCut() {
    return fields.size() >= MOST_FIELDS;
  }

  /** What the servers that passed the mail on put on top of it, the last one first. */
  public List<TraceField> trace(int most) {
    return fields.stream()
        .filter(
            f ->
                f.name().equalsIgnoreCase("Received")
                    || f.name().equalsIgnoreCase("Authentication-Results"))
        .limit(most)
        .map(f -> new TraceField(f.name(), f.value()))
        .toList();
  }

  public boolean has(String name) {
    return raw(name) != null;
  }

  public boolean hasNameLike(Pattern name) {
    return fields.stream().anyMatch(f -> name.matcher(f.name()).find());
  }

  /** The names of such fields, as they were written. */
  public List<String> namesLike(Pattern name) {
    return fields.stream().map(Field::name).filter(n -> name.matcher(n).find()).toList();
  }

  /** The first field of this name as it was written, null if there is none. */
  public @Nullable String raw(String name) {
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  /** The first non-empty field of this name with its encoded words decoded (RFC 2047). */
  public @Nullable String first(String... names) {
    for (var name : names) {
      for (var value : all(name)) {
        if (!value.isBlank()) {
          return value;
        }
      }
    }
    return null;
  }

  public List<String> all(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(f -> decodeWords(f.value()))
        .toList();
  }

  public List<String> allRaw(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  public static String decodeWords(String value) {
    if (!value.contains("=?")) {
      return value;
    }
    try {
      return Text.withoutControls(
          DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, Text.WESTERN));
    } catch (RuntimeException e) {
      return value;
    }
  }
}
