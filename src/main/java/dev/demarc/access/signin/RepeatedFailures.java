package dev.demarc.access.signin;

import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Sha256;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts failures into the audit log: the first of its kind at once, those that follow within a
 * minute as one entry with their number. Whoever tries passwords or keys fills no disk with it,
 * also from very many networks: beyond so many entries an hour all addresses are one.
 */
@ApplicationScoped
public class RepeatedFailures {

  public static final Duration TOGETHER = Duration.ofMinutes(1);

  /** How long failures are counted together where all addresses are counted as one. */
  public static final Duration MANY_TOGETHER = Duration.ofHours(1);

  /** Entries within an hour; beyond it, all addresses are counted as one. */
  private static final int MOST_APART = 1_000;

  private static final List<String> KINDS =
      List.of(
          AuditKind.SIGN_IN_FAILED.slug(),
          AuditKind.PASSWORD_REFUSED.slug(),
          AuditKind.KEY_REFUSED.slug());

  private static final String MANY = "many addresses";

  private final EntityManager database;
  private final AuditLog log;
  private final Clock clock;
  private final int mostApart;

  @Inject
  public RepeatedFailures(EntityManager database, AuditLog log, Clock clock) {
    this(database, log, clock, MOST_APART);
  }

  public RepeatedFailures(EntityManager database, AuditLog log, Clock clock, int mostApart) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.mostApart = mostApart;
  }

  /**
   * @param actor the person or key that is known by what was shown; null where there is none
   */
  public void add(
      AuditKind kind, @Nullable String actor, @Nullable String address, @Nullable String detail) {
    QuarkusTransaction.requiringNew().run(() -> count(kind, actor, address, detail));
  }

  private void count(
      AuditKind kind, @Nullable String actor, @Nullable String address, @Nullable String detail) {
    if (counted(kind, actor, address, detail)) {
      return;
    }
    boolean many = withinTheHour() >= mostApart;
    var from = many ? MANY : address;
    if (many && counted(kind, null, MANY, detail)) {
      return;
    }
    boolean first = open(kind, many ? null : actor, from, detail);
    if (first) {
      log.addFailure(kind, many ? null : actor, from, detail, 1);
    }
  }

  private boolean counted(
      AuditKind kind, @Nullable String actor, @Nullable String address, @Nullable String detail) {
    return database
            .createNativeQuery("update audit_repeated set times = times + 1 where digest = :digest")
            .setParameter("digest", digest(kind, actor, address, detail))
            .executeUpdate()
        > 0;
  }

  /** Never looks at more rows than there may be. */
  private long withinTheHour() {
    return ((Number)
            database
                .createNativeQuery(
                    "select count(*) from (select 1 from audit_entry where kind in (:kinds) and id"
                        + " > :since limit :most) failures")
                .setParameter("kinds", KINDS)
                .setParameter("since", Ids.firstOf(clock.instant().minus(MANY_TOGETHER)))
                .setParameter("most", mostApart)
                .getSingleResult())
        .longValue();
  }

  /** Whether it is the first; another transaction may have been quicker. */
  private boolean open(
      AuditKind kind, @Nullable String actor, @Nullable String address, @Nullable String detail) {
    return (Boolean)
        database
            .createNativeQuery(
                "insert into audit_repeated as r (digest, kind, subject, address, detail, since,"
                    + " times) values (:digest, :kind, :subject, :address, :detail, :now, 0) on"
                    + " conflict (digest) do update set times = r.times + 1 returning times = 0",
                Boolean.class)
            .setParameter("digest", digest(kind, actor, address, detail))
            .setParameter("kind", kind.slug())
            .setParameter("subject", actor)
            .setParameter("address", address)
            .setParameter("detail", detail)
            .setParameter("now", clock.instant())
            .getSingleResult();
  }

  private static byte[] digest(
      AuditKind kind, @Nullable String actor, @Nullable String address, @Nullable String detail) {
    var all = kind.slug() + "\n" + actor + "\n" + CallerNetwork.of(address) + "\n" + detail;
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes what was counted and is a minute old, and starts anew. */
  public void write() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeQuery(
                        "delete from audit_repeated where digest in (select digest from"
                            + " audit_repeated where since <= :before and (address is distinct"
                            + " from :many or since <= :longBefore) order by since limit 2000 for"
                            + " update skip locked) returning kind, subject, address, detail,"
                            + " times",
                        Object[].class)
                    .setParameter("before", clock.instant().minus(TOGETHER))
                    .setParameter("many", MANY)
                    .setParameter("longBefore", clock.instant().minus(MANY_TOGETHER))
                    .getResultList()
                    .forEach(row -> write((Object[]) row)));
  }

  private void write(Object[] row) {
    int times = ((Number) row[4]).intValue();
    Optional<AuditKind> kind = AuditKind.of((String) row[0]);
    if (times > 0 && kind.isPresent()) {
      log.addFailure(kind.get(), (String) row[1], (String) row[2], (String) row[3], times);
    }
  }
}
