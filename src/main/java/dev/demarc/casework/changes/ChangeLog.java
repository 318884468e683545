package dev.demarc.casework.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.shared.Actor;
import dev.demarc.shared.ChangeUnderWay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what people changed, so that they can take it back; within the caller's transaction. */
@ApplicationScoped
public class ChangeLog {

  private static final TypeReference<TreeMap<String, JsonNode>> FIELDS = new TypeReference<>() {};

  private final EntityManager database;
  private final ObjectMapper json;
  private final Clock clock;

  ChangeLog(EntityManager database, ObjectMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  public void add(
      ChangeUnderWay change,
      String summary,
      UUID caseId,
      String kind,
      Actor actor,
      Difference fields,
      @Nullable JsonNode details) {
    var row = new StoredChange();
    row.id = change.id();
    row.caseId = caseId;
    row.batch = change.batch();
    row.at = clock.instant();
    row.kind = kind;
    row.actorKind = actor.kind();
    row.actor = actor.name();
    row.summary = summary;
    row.before = text(fields.before());
    row.after = text(fields.after());
    row.details = details == null ? null : text(details);
    database.persist(row);
  }

  public Optional<RecordedChange> find(UUID caseId, UUID id) {
    return Optional.ofNullable(database.find(StoredChange.class, id))
        .filter(row -> row.caseId.equals(caseId))
        .map(this::recorded);
  }

  /**
   * A change and those that are taken back with it, for whoever is about to hold what they are of;
   * to be read again then, as another may take them back meanwhile.
   */
  public List<RecordedChange> involved(UUID id) {
    return database
        .createQuery("from StoredChange where id = :id or batch = :id", StoredChange.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .map(
            row -> {
              database.detach(row);
              return recorded(row);
            })
        .toList();
  }

  /** Those of one case from that time on, newest first. */
  public List<RecordedChange> since(UUID caseId, UUID firstId, int atMost) {
    return database
        .createQuery(
            "from StoredChange where caseId = :case and id >= :first order by id desc",
            StoredChange.class)
        .setParameter("case", caseId)
        .setParameter("first", firstId)
        .setMaxResults(atMost)
        .getResultStream()
        .map(this::recorded)
        .toList();
  }

  /** Those of one case, newest first, before a change; from the newest on where it is null. */
  public List<RecordedChange> before(UUID caseId, @Nullable UUID before, int atMost) {
    var query =
        database
            .createQuery(
                "from StoredChange where caseId = :case"
                    + (before == null ? "" : " and id < :before")
                    + " order by id desc",
                StoredChange.class)
            .setParameter("case", caseId)
            .setMaxResults(atMost);
    if (before != null) {
      query.setParameter("before", before);
    }
    return query.getResultStream().map(this::recorded).toList();
  }

  /** What one action did to several cases, the last first. */
  public List<RecordedChange> ofBatch(UUID batch) {
    return database
        .createQuery("from StoredChange where batch = :batch order by id desc", StoredChange.class)
        .setParameter("batch", batch)
        .getResultStream()
        .map(this::recorded)
        .toList();
  }

  /**
   * Several cases that one action changed.
   *
   * @param cases how many
   * @param summary what it did to one of them
   */
  public record Batch(UUID id, long cases, String summary) {}

  /** What somebody did last to several cases at once, from that id on, and did not take back. */
  public Optional<Batch> latestBatch(Actor by, UUID firstId) {
    return database
        .createQuery(
            "select c.batch, count(c), min(c.summary) from StoredChange c where c.actor = :actor"
                + " and c.actorKind = :kind and c.batch is not null and c.undoneAt is null and c.id"
                + " >= :first group by c.batch order by max(cast(c.id as string)) desc",
            Object[].class)
        .setParameter("actor", by.name())
        .setParameter("kind", by.kind())
        .setParameter("first", firstId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(row -> new Batch((UUID) row[0], (Long) row[1], (String) row[2]));
  }

  public void markUndone(UUID id) {
    database.find(StoredChange.class, id).undoneAt = clock.instant();
  }

  /** Those of these changes that were taken back. */
  public Set<UUID> undone(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : new HashSet<>(
            database
                .createQuery(
                    "select c.id from StoredChange c where c.id in :ids and c.undoneAt is not null",
                    UUID.class)
                .setParameter("ids", ids)
                .getResultList());
  }

  private RecordedChange recorded(StoredChange row) {
    return new RecordedChange(
        row.id,
        row.caseId,
        row.batch,
        row.at,
        row.kind,
        new Actor(row.actorKind, row.actor),
        row.summary,
        new Difference(read(row.before, FIELDS), read(row.after, FIELDS)),
        row.details == null ? null : read(row.details, new TypeReference<JsonNode>() {}),
        row.undoneAt);
  }

  private <T> T read(String text, TypeReference<T> as) {
    try {
      return json.readValue(text, as);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recorded change cannot be read", e);
    }
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a change cannot be recorded", e);
    }
  }
}
