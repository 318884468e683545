package dev.demarc.formats.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demarc.formats.EventEnvelope;
import dev.demarc.formats.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes apart what AWS carries as text inside an envelope: the message of an SNS notification, the
 * body of an SQS message, each of the {@code Records} that a subscriber gets of either. Every piece
 * stands in such an envelope of its own, so that it still tells the way it came.
 */
final class WrappedList {

  /** AWS sends 256 KiB at most; what has more pieces than this is no list of findings. */
  static final int MOST = 1_000;

  /** SQS around SNS around EventBridge, and one to spare. */
  private static final int DEEPEST = 4;

  /** What SNS signs, so that the same message gives the same pieces whoever delivers it. */
  private static final List<String> OF_SNS =
      List.of("Type", "MessageId", "TopicArn", "Subject", "Timestamp");

  private static final List<String> OF_SQS = List.of("messageId", "eventSource", "eventSourceARN");

  private WrappedList() {}

  /**
   * @return none where the body is no such envelope, or holds just one report
   */
  static List<BulkRecord> piecesOf(byte[] body) {
    var tree = JsonTree.readOrNull(body);
    var found = tree == null ? List.<JsonNode>of() : split(tree, 0);
    if (found.size() < 2 || found.size() > MOST) {
      return List.of();
    }
    var pieces = new ArrayList<BulkRecord>(found.size());
    for (var each : found) {
      var raw = each.toString().getBytes(StandardCharsets.UTF_8);
      pieces.add(BulkRecord.report(pieces.size() + 1, raw, NdjsonLines.JSON));
    }
    return pieces;
  }

  private static List<JsonNode> split(JsonNode outer, int depth) {
    if (depth > DEEPEST || !outer.isObject()) {
      return List.of(outer);
    }
    if (EventEnvelope.isNotification(outer)) {
      return texts(outer.path("Message").textValue(), depth).stream()
          .map(text -> (JsonNode) kept(outer, OF_SNS).put("Message", text))
          .toList();
    }
    var records = outer.path("Records");
    if (!records.isArray() || records.size() > MOST) {
      return List.of(outer);
    }
    var pieces = new ArrayList<JsonNode>();
    for (var record : records) {
      if (pieces.size() <= MOST) {
        ofRecord(record, depth).forEach(piece -> pieces.add(records(piece)));
      }
    }
    return pieces;
  }

  private static List<JsonNode> ofRecord(JsonNode record, int depth) {
    if (record.path("Sns").isObject()) {
      return split(record.path("Sns"), depth + 1).stream()
          .map(sns -> (JsonNode) JsonNodeFactory.instance.objectNode().set("Sns", sns))
          .toList();
    }
    if (record.path("body").isTextual()) {
      return texts(record.path("body").textValue(), depth).stream()
          .map(text -> (JsonNode) kept(record, OF_SQS).put("body", text))
          .toList();
    }
    return List.of(record);
  }

  private static List<String> texts(String text, int depth) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var list = JsonList.objectsOf(bytes);
    if (!list.isEmpty()) {
      return list.size() > MOST
          ? List.of(text)
          : list.stream().map(piece -> new String(piece.raw(), StandardCharsets.UTF_8)).toList();
    }
    var inner = JsonTree.readOrNull(bytes);
    var split = inner == null ? List.<JsonNode>of() : split(inner, depth + 1);
    return split.size() < 2 ? List.of(text) : split.stream().map(JsonNode::toString).toList();
  }

  private static ObjectNode kept(JsonNode of, List<String> names) {
    var kept = JsonNodeFactory.instance.objectNode();
    names.stream().filter(of::has).forEach(name -> kept.set(name, of.get(name)));
    return kept;
  }

  private static JsonNode records(JsonNode one) {
    var outer = JsonNodeFactory.instance.objectNode();
    outer.putArray("Records").add(one);
    return outer;
  }
}
