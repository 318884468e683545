package dev.demarc.access.audit;

import dev.demarc.access.Caller;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The append-only list of who signed in, who failed to, and who changed people and keys. It never
 * holds a password, a key, or a name that nobody has: people type passwords into the wrong field.
 */
@ApplicationScoped
public class AuditLog {

  /**
   * One line of it.
   *
   * @param actor null where nobody is known
   * @param subject the person or key that it was done to; null where that is the actor
   * @param times of a failure that repeated: how often within about a minute
   */
  public record Line(
      UUID id,
      Instant at,
      String kind,
      String actorKind,
      @Nullable String actor,
      @Nullable String subject,
      @Nullable String address,
      @Nullable String detail,
      int times) {

    /** As it reads on after the actor. */
    public String words() {
      return AuditKind.of(kind).map(AuditKind::words).orElse(kind);
    }
  }

  private final EntityManager database;
  private final Clock clock;

  AuditLog(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Part of the transaction of what it tells. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(AuditKind kind, Caller by, @Nullable String subject, @Nullable String detail) {
    add(kind, by.actor().kind(), by.actor().name(), subject, by.address(), detail, 1);
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void addFailure(
      AuditKind kind,
      @Nullable String actor,
      @Nullable String address,
      @Nullable String detail,
      int times) {
    var actorKind = kind == AuditKind.KEY_REFUSED ? Actor.Kind.API_KEY : Actor.Kind.PERSON;
    add(kind, actorKind, actor, null, address, detail, times);
  }

  private void add(
      AuditKind kind,
      Actor.Kind actorKind,
      @Nullable String actor,
      @Nullable String subject,
      @Nullable String address,
      @Nullable String detail,
      int times) {
    var entry = new AuditEntry();
    entry.id = Ids.next();
    entry.at = clock.instant();
    entry.kind = kind.slug();
    entry.actorKind = actorKind;
    entry.actor = actor;
    entry.subject = subject;
    entry.address = address;
    entry.detail = detail;
    entry.times = times;
    database.persist(entry);
  }

  /**
   * Newest first.
   *
   * @param actor the name of a person or key, in whatever part; null for all
   * @param kind null for all
   */
  @Transactional
  public Page<Line> list(
      @Nullable String actor, @Nullable AuditKind kind, @Nullable Integer limit, String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query =
        database
            .createQuery(
                "from AuditEntry where 1 = 1"
                    + (actor == null ? "" : " and (actor = :actor or subject = :actor)")
                    + (kind == null ? "" : " and kind = :kind")
                    + (after == null ? "" : " and id < :after")
                    + " order by id desc",
                AuditEntry.class)
            .setMaxResults(size + 1);
    if (actor != null) {
      query.setParameter("actor", actor);
    }
    if (kind != null) {
      query.setParameter("kind", kind.slug());
    }
    if (after != null) {
      query.setParameter("after", after.id());
    }
    var lines = query.getResultStream().map(AuditLog::line).toList();
    return Page.of(lines, size, line -> new Cursor("", line.id()).encode());
  }

  private static Line line(AuditEntry e) {
    return new Line(
        e.id,
        e.at,
        e.kind,
        e.actorKind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        e.actor,
        e.subject,
        e.address,
        e.detail,
        e.times);
  }
}
