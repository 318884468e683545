package dev.demarc.casework.views;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.changes.ChangeLog;
import dev.demarc.casework.filing.CaseOpening;
import dev.demarc.casework.links.MergedCases;
import dev.demarc.casework.links.RelatedCases;
import dev.demarc.casework.timeline.TimelineEntry;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what happened on a case, as whoever asks may see it. */
@ApplicationScoped
class TimelineReader {

  private static final TypeReference<TreeMap<String, String>> FIELDS = new TypeReference<>() {};

  private final EntityManager database;
  private final CaseVisibility visibility;
  private final MergedCases mergedCases;
  private final ChangeLog changes;
  private final ObjectMapper json;

  TimelineReader(
      EntityManager database,
      CaseVisibility visibility,
      MergedCases mergedCases,
      ChangeLog changes,
      ObjectMapper json) {
    this.database = database;
    this.visibility = visibility;
    this.mergedCases = mergedCases;
    this.changes = changes;
    this.json = json;
  }

  Page<CaseFile.CaseEvent> oldestFirst(
      UUID caseId, @Nullable Integer limit, @Nullable String cursor) {
    return entries(caseId, limit, cursor, "id > :after", "id");
  }

  Page<CaseFile.CaseEvent> newestFirst(UUID caseId, Integer limit, @Nullable String cursor) {
    return entries(caseId, limit, cursor, "id < :after", "id desc");
  }

  private Page<CaseFile.CaseEvent> entries(
      UUID caseId, @Nullable Integer limit, @Nullable String cursor, String afterIs, String order) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var merged = mergedCases.of(caseId);
    var query =
        merged.isEmpty()
            ? database
                .createQuery(
                    "from TimelineEntry where caseId = :id"
                        + (after == null ? "" : " and " + afterIs)
                        + " order by "
                        + order,
                    TimelineEntry.class)
                .setParameter("id", caseId)
            : database
                .createQuery(
                    "from TimelineEntry where id in :ids order by " + order, TimelineEntry.class)
                .setParameter(
                    "ids", mergedCases.entries(caseId, merged, after, afterIs, order, size + 1));
    if (merged.isEmpty() && after != null) {
      query.setParameter("after", after.id());
    }
    var rows = query.setMaxResults(size + 1).getResultList();
    var page = Page.of(rows, size, e -> new Cursor("", e.id).encode());
    var undone = undone(page.items());
    return new Page<>(
        page.items().stream()
            .filter(e -> !followsUnseen(e))
            .map(e -> event(e, merged.get(e.caseId), undone))
            .toList(),
        page.next());
  }

  private Set<UUID> undone(List<TimelineEntry> entries) {
    return changes.undone(
        entries.stream().map(e -> e.changeId).filter(Objects::nonNull).distinct().toList());
  }

  private boolean followsUnseen(TimelineEntry e) {
    return (e.kind.equals(CaseOpening.FOLLOWS) || e.kind.equals(RelatedCases.RELATED))
        && !visibility.withoutUnseen(e.summary).equals(e.summary);
  }

  private CaseFile.CaseEvent event(TimelineEntry e, @Nullable String mergedKey, Set<UUID> undone) {
    return new CaseFile.CaseEvent(
        e.id,
        e.at,
        e.kind,
        e.actor,
        visibility.withoutUnseen(e.summary),
        e.body,
        e.visibility,
        mergedKey,
        e.changeId,
        e.changeId != null && undone.contains(e.changeId),
        fields(e.before),
        fields(e.after));
  }

  private Map<String, String> fields(@Nullable String text) {
    if (text == null) {
      return Map.of();
    }
    try {
      return json.readValue(text, FIELDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of the timeline cannot be read", e);
    }
  }
}
