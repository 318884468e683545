package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.text.Lines;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one MISP event says. */
final class MispFacts {

  private static final int MOST_ATTRIBUTES = 10_000;
  private static final int MOST_LINES = 500;
  private static final int MOST_TAGS = 100;

  /** Sentences, in which more may be named. */
  private static final Set<String> SENTENCES = Set.of("comment", "text");

  private static final Map<String, Severity> LEVELS =
      Map.of("1", Severity.HIGH, "2", Severity.MEDIUM, "3", Severity.LOW);

  private final JsonNode event;
  private final List<MispAttribute> attributes = new ArrayList<>();
  private final ThreatWords words = new ThreatWords();
  private int left;

  private MispFacts(JsonNode event) {
    this.event = event;
    add(event.path("Attribute"), null, false);
    var objects = event.path("Object");
    for (var object : objects.isArray() ? objects : List.of(objects)) {
      var deleted = MispAttribute.flag(object.path("deleted"));
      add(object.path("Attribute"), JsonTree.text(object.path("name")), deleted);
    }
  }

  static MispFacts of(JsonNode event) {
    return new MispFacts(event);
  }

  private void add(JsonNode list, @Nullable String object, boolean deleted) {
    for (var node : list) {
      if (attributes.size() < MOST_ATTRIBUTES) {
        boolean gone = deleted || MispAttribute.flag(node.path("deleted"));
        attributes.add(new MispAttribute(node, object, gone));
      } else {
        left++;
      }
    }
  }

  /** Adds whom it accuses, and of all else what the draft has not yet. */
  void describe(ReportDraft draft) {
    var info = JsonTree.text(event.path("info"));
    draft.title = draft.title == null ? info : draft.title;
    draft.reporter = draft.reporter == null ? reporter() : draft.reporter;
    draft.category = draft.category == null ? category(info) : draft.category;
    draft.occurredAt = draft.occurredAt == null ? occurredAt() : draft.occurredAt;
    draft.externalId =
        draft.externalId == null ? JsonTree.text(event, "uuid", "id") : draft.externalId;
    draft.tlp = draft.tlp == null ? SharingLabel.strictest(tags().stream()) : draft.tlp;
    draft.severity =
        draft.severity == null
            ? LEVELS.get(String.valueOf(JsonTree.text(event.path("threat_level_id"))))
            : draft.severity;
    draft.saidAt =
        draft.saidAt == null
            ? StatedDate.of(JsonTree.text(event.path("timestamp"))).orElse(null)
            : draft.saidAt;
    if (draft.reporter != null) {
      draft.indicators.add(draft.reporter.email(), Role.REPORTER);
    }
    addRoles(draft);
    draft
        .detail("eventId", JsonTree.text(event.path("id")))
        .detail("tags", tags())
        .detail("ports", ports())
        .detail("extends", JsonTree.text(event.path("extends_uuid")));
    draft.text(text(info));
    IndicatorMiner.mentions(words(info), draft.indicators);
    if (left > 0) {
      draft.problem(left + " more attributes were not read; send them in another event.");
    }
  }

  private void addRoles(ReportDraft draft) {
    var list = draft.indicators;
    var accused = named(attributes.stream().filter(MispAttribute::accuses));
    var deleted = named(attributes.stream().filter(MispAttribute::isDeleted));
    // first, so that the host of an accused page stays out of it where it was taken out itself
    deleted.stream().filter(a -> !accused.contains(a)).forEach(a -> list.add(a, Role.BYSTANDER));
    accused.forEach(each -> list.add(each.value(), Role.SOURCE));
    attributes.stream()
        .filter(attribute -> !attribute.isDeleted())
        .flatMap(MispAttribute::received)
        .forEach(each -> list.add(each, Role.TARGET));
    named(attributes.stream()).forEach(each -> list.add(each, Role.MENTIONED));
    attributes.stream()
        .filter(attribute -> attribute.type().equals("link"))
        .forEach(link -> list.add(link.value(), Role.FURNITURE));
  }

  private static Set<Observable> named(Stream<MispAttribute> attributes) {
    return attributes
        .flatMap(MispAttribute::named)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private ParsedReport.@Nullable Reporter reporter() {
    var organization =
        Stream.of("Orgc", "Org")
            .flatMap(field -> Stream.ofNullable(JsonTree.text(event.path(field).path("name"))))
            .findFirst()
            .orElse(null);
    var email = AddrSpec.of(JsonTree.text(event.path("event_creator_email")));
    return organization == null && email == null
        ? null
        : new ParsedReport.Reporter(null, email, organization);
  }

  /** What the taxonomies say, else the title, else galaxies, else most of what is accused. */
  private @Nullable Category category(@Nullable String info) {
    return categoryOf(tags().stream().filter(tag -> !isOfGalaxy(tag)))
        .or(() -> Optional.ofNullable(info).flatMap(words::categoryOf))
        .or(() -> categoryOf(tags().stream().filter(MispFacts::isOfGalaxy)))
        .or(
            () ->
                ThreatWords.commonest(
                    attributes.stream()
                        .filter(MispAttribute::accuses)
                        .flatMap(attribute -> category(attribute).stream())
                        .toList()))
        .orElse(null);
  }

  private static boolean isOfGalaxy(String tag) {
    return tag.startsWith("misp-galaxy:");
  }

  private Optional<Category> categoryOf(Stream<String> tags) {
    return tags.flatMap(tag -> words.categoryOfTag(tag).stream()).findFirst();
  }

  private Optional<Category> category(MispAttribute attribute) {
    return categoryOf(names(attribute.node()).stream())
        .or(
            () ->
                Stream.of(
                        JsonTree.text(attribute.node().path("comment")),
                        attribute.object(),
                        JsonTree.text(attribute.node().path("category")))
                    .filter(Objects::nonNull)
                    .flatMap(told -> words.categoryOf(told).stream())
                    .findFirst());
  }

  /** Its own tags and those of its galaxies. */
  private List<String> tags() {
    var tags = new ArrayList<>(names(event));
    for (var galaxy : event.path("Galaxy")) {
      for (var cluster : galaxy.path("GalaxyCluster")) {
        var tag = JsonTree.text(cluster, "tag_name", "value");
        if (tag != null && !tags.contains(tag) && tags.size() < MOST_TAGS) {
          tags.add(tag);
        }
      }
    }
    return tags;
  }

  private static List<String> names(JsonNode tagged) {
    var names = new ArrayList<String>();
    for (var tag : tagged.path("Tag")) {
      var name = JsonTree.text(tag.path("name"));
      if (name != null && names.size() < MOST_TAGS) {
        names.add(name);
      }
    }
    return names;
  }

  /** When something accused was seen first, else the day of the event. */
  private @Nullable Instant occurredAt() {
    return attributes.stream()
        .filter(MispAttribute::accuses)
        .flatMap(a -> StatedDate.of(JsonTree.text(a.node().path("first_seen"))).stream())
        .min(Comparator.naturalOrder())
        .or(() -> StatedDate.of(JsonTree.text(event.path("date"))))
        .orElse(null);
  }

  private List<String> ports() {
    return attributes.stream()
        .flatMap(attribute -> Stream.ofNullable(attribute.port()))
        .distinct()
        .limit(MOST_TAGS)
        .toList();
  }

  private String text(@Nullable String info) {
    var lines = new Lines().add("info", info).add("tags", tags());
    attributes.stream()
        .limit(MOST_LINES)
        .forEach(
            attribute -> {
              var node = attribute.node();
              var comment = JsonTree.text(node.path("comment"));
              lines.add(
                  attribute.type(),
                  attribute.value()
                      + " ("
                      + JsonTree.text(node.path("category"))
                      + (comment == null ? "" : "; " + comment)
                      + (attribute.isDeleted()
                          ? "; deleted"
                          : attribute.accuses() ? "" : "; not to be detected")
                      + ")");
            });
    return lines.toString();
  }

  private String words(@Nullable String info) {
    var told =
        attributes.stream()
            .filter(attribute -> !attribute.isDeleted())
            .flatMap(
                attribute ->
                    Stream.of(
                        JsonTree.text(attribute.node().path("comment")),
                        SENTENCES.contains(attribute.type()) ? attribute.value() : null))
            .limit(MOST_LINES);
    return Stream.concat(Stream.of(Optional.ofNullable(info).orElse("")), told)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"));
  }
}
