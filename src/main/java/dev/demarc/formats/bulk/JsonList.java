package dev.demarc.formats.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.demarc.formats.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a JSON list of reports into its elements, byte for byte. What stands around the list (an
 * EventBridge envelope, say) stays around each element, unless it is so large that many elements
 * would multiply it.
 */
final class JsonList {

  /** Bytes. */
  private static final int LARGEST_ENVELOPE = 16 * 1024;

  /** Bytes. */
  private static final int EVENT_BEGINS_WITHIN = 100;

  private record Span(int start, int end) {}

  private final byte[] body;
  private final List<Span> elements = new ArrayList<>();
  private @Nullable Span list;
  private boolean objects = true;

  private JsonList(byte[] body) {
    this.body = body;
  }

  static List<BulkRecord> piecesOf(byte[] body) {
    return read(body).pieces();
  }

  /**
   * @return none where an element is no object: then the list is no list of reports
   */
  static List<BulkRecord> objectsOf(byte[] body) {
    var list = read(body);
    return list.objects ? list.pieces() : List.of();
  }

  /** Without a list where the body is not JSON: whoever reads it as one report tells where. */
  private static JsonList read(byte[] body) {
    var list = new JsonList(body);
    try (var parser = JsonTree.parser(body)) {
      var first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        list.readElements(parser);
      } else if (first == JsonToken.START_OBJECT) {
        list.find(parser, true);
      }
      return parser.nextToken() == null ? list : new JsonList(body);
    } catch (IOException e) {
      return new JsonList(body);
    }
  }

  /** Looks for the list among the fields of this object, and one level down in {@code detail}. */
  private void find(JsonParser parser, boolean outermost) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName().toLowerCase(Locale.ROOT);
      var value = parser.nextToken();
      boolean first = value == JsonToken.START_ARRAY && list == null;
      if (field.equals("findings") && first) {
        readElements(parser);
      } else if (field.equals("response") && first && outermost) {
        readElements(parser);
        forgetUnlessEvents();
      } else if (field.equals("detail") && value == JsonToken.START_OBJECT && outermost) {
        find(parser, false);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readElements(JsonParser parser) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset() + 1;
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      objects &= token == JsonToken.START_OBJECT;
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      var element = new Span(start, endOfToken(parser));
      if (elements.size() <= BulkRecords.MOST) { // one more tells that there are more
        elements.add(element);
      }
    }
    list = new Span(from, (int) parser.currentTokenLocation().getByteOffset());
  }

  /** MISP answers with a list of events; what others call a response can be anything. */
  private void forgetUnlessEvents() {
    if (!elements.stream().allMatch(this::isEvent)) {
      list = null;
      objects = true;
      elements.clear();
    }
  }

  private boolean isEvent(Span element) {
    int length = Math.min(element.end() - element.start(), EVENT_BEGINS_WITHIN);
    var start = new String(body, element.start(), length, StandardCharsets.UTF_8);
    return start.replaceAll("\\s", "").startsWith("{\"Event\":");
  }

  private static int endOfToken(JsonParser parser) throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }

  private List<BulkRecord> pieces() {
    boolean bare = list != null && list.start() <= firstByte() + 1;
    if (list == null || !isUtf8(list) || elements.isEmpty() || elements.size() == 1 && !bare) {
      return List.of();
    }
    return new Cut(list, bare);
  }

  /** Each piece is made when it is asked for: together they may be far larger than the body. */
  private final class Cut extends AbstractList<BulkRecord> {

    private final Span list;
    private final boolean bare;

    Cut(Span list, boolean bare) {
      this.list = list;
      this.bare = bare;
    }

    @Override
    public int size() {
      return Math.min(elements.size(), BulkRecords.MOST + 1);
    }

    @Override
    public BulkRecord get(int i) {
      return i < BulkRecords.MOST
          ? BulkRecord.report(i + 1, piece(list, elements.get(i), bare), NdjsonLines.JSON)
          : BulkRecord.refused(
              i + 1,
              "A body may have at most "
                  + BulkRecords.MOST
                  + " reports; send this one and those after it in another request.");
    }
  }

  private byte[] piece(Span list, Span element, boolean bare) {
    var piece = new ByteArrayOutputStream();
    boolean enveloped = !bare && list.start() + body.length - list.end() <= LARGEST_ENVELOPE;
    if (enveloped) {
      piece.write(body, 0, list.start());
    }
    piece.write(body, element.start(), element.end() - element.start());
    if (enveloped) {
      piece.write(body, list.end(), body.length - list.end());
    }
    return piece.toByteArray();
  }

  private int firstByte() {
    int at = 0;
    while (at < body.length
        && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) {
      at++;
    }
    return at;
  }

  /** Offsets count characters, not bytes, where the parser found UTF-16 or UTF-32. */
  private boolean isUtf8(Span list) {
    return list.start() > 0 && body[list.start() - 1] == '[' && body[list.end()] == ']';
  }
}
