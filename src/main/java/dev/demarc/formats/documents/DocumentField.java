package dev.demarc.formats.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.text.CsvTable;
import dev.demarc.formats.text.HardenedXml;
import dev.demarc.formats.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A value of a document and the names above it.
 *
 * @param path names from the root to the value's own, as columns are named ({@link
 *     CsvTable#columnName}); a dot in a name parts it, and lists have no names of their own
 * @param value one line, at most 2,048 characters
 */
record DocumentField(List<String> path, String value) {

  private static final int MOST = 5_000;
  private static final int DEEPEST = 30;
  private static final int LONGEST = 2_048;

  /** What a {@code System} of IODEF (RFC 7970, section 3.17) is, its attribute tells. */
  private static final Set<String> PARTS = Set.of("source", "target", "sensor", "intermediate");

  /** The first {@link #MOST} values, in the order of the document. */
  static List<DocumentField> ofJson(JsonNode json) {
    var fields = new ArrayList<DocumentField>();
    collect(json, List.of(), fields);
    return fields;
  }

  private static void collect(JsonNode node, List<String> path, List<DocumentField> fields) {
    if (path.size() > DEEPEST || fields.size() >= MOST) {
      return;
    }
    if (node.isObject()) {
      node.properties().forEach(e -> collect(e.getValue(), below(path, e.getKey()), fields));
    } else if (node.isArray()) {
      node.forEach(each -> collect(each, path, fields));
    } else if (!node.isNull()) {
      add(path, node.asText(), fields);
    }
  }

  private static void add(List<String> path, String value, List<DocumentField> fields) {
    var line = Text.oneLine(value, LONGEST);
    if (!line.isBlank() && !path.isEmpty() && fields.size() < MOST) {
      fields.add(new DocumentField(path, line.strip()));
    }
  }

  private static List<String> below(List<String> path, String name) {
    var longer = new ArrayList<>(path);
    for (var part : name.split("\\.")) {
      longer.add(CsvTable.columnName(part));
    }
    return List.copyOf(longer);
  }

  /** As {@link #ofJson}, attributes too; of a damaged document what comes before the damage. */
  static List<DocumentField> ofXml(byte[] xml) {
    var fields = new ArrayList<DocumentField>();
    List<List<String>> paths = new ArrayList<>();
    var value = new StringBuilder();
    try {
      var reader = HardenedXml.reader(xml);
      while (reader.hasNext() && paths.size() <= DEEPEST && fields.size() < MOST) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            paths.add(below(paths.isEmpty() ? List.of() : last(paths), name(reader)));
            attributes(reader, last(paths), fields);
            value.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              value.append(Text.cut(reader.getText(), Math.max(0, LONGEST - value.length())));
          case XMLStreamConstants.END_ELEMENT -> {
            add(last(paths), value.toString(), fields);
            paths.remove(paths.size() - 1);
            value.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      return fields;
    }
    return fields;
  }

  private static List<String> last(List<List<String>> paths) {
    return paths.get(paths.size() - 1);
  }

  private static String name(XMLStreamReader reader) {
    var category = reader.getAttributeValue(null, "category");
    return category != null && PARTS.contains(category) ? category : reader.getLocalName();
  }

  private static void attributes(
      XMLStreamReader reader, List<String> path, List<DocumentField> fields) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (!reader.getAttributeLocalName(i).equals("schemaLocation")) {
        var name = reader.getAttributeLocalName(i);
        add(below(path, name), reader.getAttributeValue(i), fields);
      }
    }
  }

  /** The last names of the path, as one. */
  String ending(int names) {
    return String.join("_", path.subList(Math.max(0, path.size() - names), path.size()));
  }

  String name() {
    return ending(1);
  }
}
