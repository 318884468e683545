package dev.demarc.casework.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.Reversal;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes back that two cases were linked, or that a link was removed. */
@ApplicationScoped
class LinkReversal implements Reversal {

  static final String KIND = "link";

  private static final String LINK = "link";
  private static final String ROW = "row";
  private static final String OTHER = "other";
  private static final String SEEN = "kind";

  private final CaseLinks links;
  private final StoredLinks stored;
  private final ObjectMapper json;

  LinkReversal(CaseLinks links, StoredLinks stored, ObjectMapper json) {
    this.links = links;
    this.stored = stored;
    this.json = json;
  }

  /**
   * @param kind as the case sees it on which it was done
   */
  static JsonNode added(UUID link, UUID other, LinkKind kind) {
    return of(other, kind).put(LINK, link.toString());
  }

  /**
   * @param row the link as it was stored
   */
  static JsonNode removed(String row, UUID other, LinkKind kind) {
    return of(other, kind).put(ROW, row);
  }

  private static ObjectNode of(UUID other, LinkKind kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(OTHER, other.toString())
        .put(SEEN, kind.name());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<UUID> otherCases(RecordedChange change) {
    return List.of(id(change.requireDetails(), OTHER));
  }

  @Override
  public Optional<String> refusal(RecordedChange change) {
    var details = change.requireDetails();
    if (details.has(LINK)) {
      return stored.row(id(details, LINK)).isPresent()
          ? Optional.empty()
          : Optional.of("The link is not there any more.");
    }
    var row = read(details.path(ROW).textValue());
    return links.inTheWay(
        id(row, "case_id"), id(row, "other_id"), LinkKind.valueOf(row.path(SEEN).textValue()));
  }

  @Override
  public void takeBack(RecordedChange change, Actor actor) {
    var details = change.requireDetails();
    var other = id(details, OTHER);
    var kind = LinkKind.valueOf(details.path(SEEN).textValue());
    if (details.has(LINK)) {
      links.unlink(id(details, LINK), change.caseId(), other, kind, actor);
    } else {
      links.linkAgain(details.path(ROW).textValue(), change.caseId(), other, kind, actor);
    }
  }

  private static UUID id(JsonNode of, String name) {
    return UUID.fromString(of.path(name).textValue());
  }

  private JsonNode read(String row) {
    try {
      return json.readTree(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
