package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.HardenedXml;
import dev.demarc.formats.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * A notice of infringement in the Automated Copyright Notice System's XML (ACNS 1.0 to 2.0): the
 * first text of each element, by its path below {@code Infringement} in lower case.
 */
final class AcnsNotice {

  private static final Pattern OPEN = Pattern.compile("(?i)<(?:[\\w.-]{1,30}:)?infringement[\\s>]");
  private static final Pattern CLOSE =
      Pattern.compile("(?i)</(?:[\\w.-]{1,30}:)?infringement\\s*>");
  private static final int LONGEST = 256 * 1024;
  private static final int DEEPEST = 20;
  private static final int MOST_FIELDS = 500;
  private static final int LONGEST_VALUE = 1_000;

  private AcnsNotice() {}

  /** Empty where the text holds none that names a source. */
  static Map<String, String> in(String text) {
    // a quick look: patterns are slow, and most mails hold none
    boolean possible = text.toLowerCase(Locale.ROOT).contains("infringement");
    var open = OPEN.matcher(possible ? text : "");
    if (!open.find()) {
      return Map.of();
    }
    var close = CLOSE.matcher(Text.cut(text.substring(open.start()), LONGEST));
    if (!close.find()) {
      return Map.of();
    }
    var fields = fields(text.substring(open.start(), open.start() + close.end()));
    return fields.containsKey("source/ip_address") || fields.containsKey("source/url")
        ? fields
        : Map.of();
  }

  private static Map<String, String> fields(String xml) {
    var fields = new HashMap<String, String>();
    List<String> path = new ArrayList<>();
    var value = new StringBuilder();
    try {
      var reader = HardenedXml.reader(xml.getBytes(StandardCharsets.UTF_8));
      while (reader.hasNext() && path.size() <= DEEPEST && fields.size() < MOST_FIELDS) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            path.add(reader.getLocalName().toLowerCase(Locale.ROOT));
            value.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              value.append(Text.cut(reader.getText(), Math.max(0, LONGEST_VALUE - value.length())));
          case XMLStreamConstants.END_ELEMENT -> {
            var text = Text.oneLine(value.toString(), LONGEST_VALUE);
            if (path.size() > 1 && !text.isBlank()) {
              fields.putIfAbsent(String.join("/", path.subList(1, path.size())), text);
            }
            path.remove(path.size() - 1);
            value.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      // damaged by line breaks or signatures: what came before the damage counts
    }
    return fields;
  }
}
