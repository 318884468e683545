package dev.demarc.inventory.resolver;

import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.SecretEncryption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The resolvers that administrators set up. */
@ApplicationScoped
public class Resolvers {

  private static final int MOST = 20;

  private static final String SELECT =
      "select r.id, r.name, r.url, array(select cast(n as text) from unnest(r.networks) n) as"
          + " networks, r.domains, r.timeout_ms, r.fresh_seconds, r.unknown_seconds, r.enabled,"
          + " r.answered_at, r.failing_since, r.last_error, (select count(*) from resolver_question"
          + " q where q.resolver_id = r.id) as waiting, r.version, r.secret from holder_resolver r";

  private final EntityManager database;
  private final SecretEncryption encryption;
  private final ResolverJobs jobs;
  private final Clock clock;

  Resolvers(EntityManager database, SecretEncryption encryption, ResolverJobs jobs, Clock clock) {
    this.database = database;
    this.encryption = encryption;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Transactional
  public List<Resolver> all() {
    return rows(database.createNativeQuery(SELECT + " order by r.name", Tuple.class)).stream()
        .map(Resolvers::view)
        .toList();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Resolver read(UUID id) {
    return view(row(id).orElseThrow(() -> none(id)));
  }

  /** Empty where it is gone or switched off. */
  @Transactional
  Optional<StoredResolver> enabled(UUID id) {
    return row(id).filter(r -> r.get("enabled", Boolean.class)).map(Resolvers::stored);
  }

  @Transactional
  StoredResolver stored(UUID id) {
    return row(id).map(Resolvers::stored).orElseThrow(() -> none(id));
  }

  @Transactional
  List<StoredResolver> enabled() {
    return rows(
            database.createNativeQuery(SELECT + " where r.enabled order by r.name", Tuple.class))
        .stream()
        .map(Resolvers::stored)
        .toList();
  }

  private Optional<Tuple> row(UUID id) {
    return rows(
            database
                .createNativeQuery(SELECT + " where r.id = :id", Tuple.class)
                .setParameter("id", id))
        .stream()
        .findFirst();
  }

  private static List<Tuple> rows(Query query) {
    List<?> found = query.getResultList();
    return found.stream().map(Tuple.class::cast).toList();
  }

  private static Problem none(UUID id) {
    return Problem.notFound("There is no resolver " + id + ".");
  }

  String secretOf(StoredResolver resolver) {
    return encryption.open(resolver.id(), resolver.secret());
  }

  /**
   * @throws Problem INVALID naming the field; CONFLICT where the name is taken, or no key is
   *     configured to keep the secret with
   */
  @Transactional
  Resolver add(ResolverDefinition wanted, String by) {
    if (wanted.secret() == null) {
      throw Problem.invalid("secret", "is needed; requests are signed with it");
    }
    database
        .createNativeQuery("lock table holder_resolver in share row exclusive mode")
        .executeUpdate();
    requireFree(wanted.name(), null);
    if (all().size() >= MOST) {
      throw new Problem(ProblemType.CONFLICT, "There may be at most 20 resolvers.");
    }
    var id = Ids.next();
    set(
            database.createNativeQuery(
                "insert into holder_resolver (id, name, url, secret, networks, domains, timeout_ms,"
                    + " fresh_seconds, unknown_seconds, enabled, created_at, changed_at,"
                    + " changed_by) values (:id, :name, :url, :secret, cast(:networks as cidr[]),"
                    + " :domains, :timeout, :fresh, :unknown, :enabled, :now, :now, :by)"),
            wanted,
            by)
        .setParameter("id", id)
        .setParameter("secret", encryption.seal(id, wanted.secret()))
        .executeUpdate();
    if (wanted.enabled()) {
      jobs.ask(id);
    }
    return read(id);
  }

  private void requireFree(String name, @Nullable UUID but) {
    boolean taken = all().stream().anyMatch(r -> r.name().equals(name) && !r.id().equals(but));
    if (taken) {
      throw new Problem(ProblemType.CONFLICT, "There is a resolver named " + name + " already.");
    }
  }

  /**
   * @throws Problem NOT_FOUND; INVALID; CONFLICT; OUT_OF_DATE where it was changed meanwhile
   */
  @Transactional
  Resolver change(UUID id, ResolverDefinition wanted, @Nullable Integer version, String by) {
    var known = read(id);
    requireFree(wanted.name(), id);
    int changed =
        set(
                database.createNativeQuery(
                    "update holder_resolver set name = :name, url = :url, networks = cast(:networks"
                        + " as cidr[]), domains = :domains, timeout_ms = :timeout, fresh_seconds ="
                        + " :fresh, unknown_seconds = :unknown, enabled = :enabled, changed_at ="
                        + " :now, changed_by = :by, version = version + 1 where id = :id and"
                        + " version = :version"),
                wanted,
                by)
            .setParameter("id", id)
            .setParameter("version", version == null ? known.version() : version)
            .executeUpdate();
    if (changed == 0) {
      throw new Problem(
          ProblemType.OUT_OF_DATE,
          known.name() + " was changed meanwhile. Nothing was changed; read it again and repeat.");
    }
    if (wanted.secret() != null) {
      database
          .createNativeQuery("update holder_resolver set secret = :secret where id = :id")
          .setParameter("secret", encryption.seal(id, wanted.secret()))
          .setParameter("id", id)
          .executeUpdate();
    }
    if (wanted.enabled()) {
      jobs.ask(id);
    }
    return read(id);
  }

  private Query set(Query query, ResolverDefinition wanted, String by) {
    return query
        .setParameter("name", wanted.name())
        .setParameter("url", wanted.url())
        .setParameter("networks", wanted.networks().toArray(String[]::new))
        .setParameter("domains", wanted.domains().toArray(String[]::new))
        .setParameter("timeout", wanted.timeoutMillis())
        .setParameter("fresh", wanted.freshSeconds())
        .setParameter("unknown", wanted.unknownSeconds())
        .setParameter("enabled", wanted.enabled())
        .setParameter("now", clock.instant())
        .setParameter("by", by);
  }

  /**
   * Its answers go with it.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  void remove(UUID id) {
    int removed =
        database
            .createNativeQuery("delete from holder_resolver where id = :id")
            .setParameter("id", id)
            .executeUpdate();
    if (removed == 0) {
      throw none(id);
    }
  }

  private static StoredResolver stored(Tuple row) {
    return new StoredResolver(
        row.get("id", UUID.class),
        row.get("name", String.class),
        row.get("url", String.class),
        row.get("secret", byte[].class),
        row.get("timeout_ms", Integer.class),
        row.get("fresh_seconds", Integer.class),
        row.get("unknown_seconds", Integer.class),
        List.of((String[]) row.get("networks")),
        List.of((String[]) row.get("domains")));
  }

  private static Resolver view(Tuple row) {
    return new Resolver(
        row.get("id", UUID.class),
        row.get("name", String.class),
        row.get("url", String.class),
        List.of((String[]) row.get("networks")),
        List.of((String[]) row.get("domains")),
        row.get("timeout_ms", Integer.class),
        row.get("fresh_seconds", Integer.class),
        row.get("unknown_seconds", Integer.class),
        row.get("enabled", Boolean.class),
        row.get("answered_at", Instant.class),
        row.get("failing_since", Instant.class),
        row.get("last_error", String.class),
        row.get("waiting", Number.class).longValue(),
        row.get("version", Integer.class));
  }
}
