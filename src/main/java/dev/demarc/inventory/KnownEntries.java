package dev.demarc.inventory;

import dev.demarc.inventory.InventoryEntry.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up what is registered: at most four queries, whatever the number of things asked about. */
@ApplicationScoped
class KnownEntries {

  private static final String COLUMNS =
      "e.id, e.kind, e.value, e.owner, e.contact, e.account_id, e.service, e.region, e.resource,"
          + " nullif(e.valid_from, '-infinity') as valid_from,"
          + " nullif(e.valid_until, 'infinity') as valid_until, e.changed_at, e.changed_by,"
          + " e.alias, e.contacts, e.environment, e.criticality, e.tags, e.source";
  private static final String VALID = " e.valid_from <= :at and e.valid_until > :at";

  private final EntityManager database;
  private final DerivedOwners owners;

  KnownEntries(EntityManager database, DerivedOwners owners) {
    this.database = database;
    this.owners = owners;
  }

  /**
   * By name and by address, the latest to take over; of an address, the longest range around it.
   */
  Map<String, InventoryEntry> of(List<LookupKeys> wanted, Instant at) {
    var known = new HashMap<String, InventoryEntry>();
    var addresses = wanted.stream().map(LookupKeys::address).filter(Objects::nonNull).distinct();
    around(addresses.toArray(String[]::new), at)
        .forEach(t -> known.put((String) t.get("asked"), entry(t)));
    var names = wanted.stream().flatMap(w -> w.names().stream()).distinct().toList();
    var plain = names.stream().filter(name -> LookupKeys.arnOf(name) == null);
    named(plain.toArray(String[]::new), at)
        .forEach(t -> known.put((String) t.get("value"), entry(t)));
    var arns = names.stream().filter(name -> LookupKeys.arnOf(name) != null);
    fitting(arns.toArray(String[]::new), at)
        .forEach(t -> known.put((String) t.get("asked"), entry(t)));
    return owners.complete(known, at);
  }

  /** By how much of the pattern is no wildcard. */
  private List<Tuple> fitting(String[] names, Instant at) {
    if (names.length == 0) {
      return List.of();
    }
    var arns = Arrays.stream(names).map(LookupKeys::arnOf).toArray(String[]::new);
    return rows(
        "select distinct on (a.asked) a.asked, "
            + COLUMNS
            + " from unnest(cast(:names as text[]), cast(:arns as text[])) as a(asked, arn)"
            + " join inventory_entry e on e.kind = 'PATTERN' and a.arn like e.pattern and"
            + VALID
            + " order by a.asked, length(translate(e.value, '*?', '')) desc, e.valid_from desc,"
            + " e.id desc",
        Map.of("names", names, "arns", arns, "at", at));
  }

  private List<Tuple> named(String[] names, Instant at) {
    if (names.length == 0) {
      return List.of();
    }
    return rows(
        "select distinct on (e.value) "
            + COLUMNS
            + " from inventory_entry e where e.value = any(:names) and e.kind in"
            + " ('ACCOUNT', 'RESOURCE') and"
            + VALID
            + " order by e.value, e.valid_from desc, e.id desc",
        Map.of("names", names, "at", at));
  }

  private List<Tuple> around(String[] addresses, Instant at) {
    if (addresses.length == 0) {
      return List.of();
    }
    return rows(
        "select distinct on (a.asked) a.asked, "
            + COLUMNS
            + " from unnest(cast(:addresses as text[])) as a(asked)"
            + " join inventory_entry e on e.range >>= cast(a.asked as inet) and"
            + VALID
            + " order by a.asked, masklen(e.range) desc, e.valid_from desc, e.id desc",
        Map.of("addresses", addresses, "at", at));
  }

  /** What counts of one thing: its narrowest name, else the range around it. */
  static Optional<InventoryEntry> of(LookupKeys wanted, Map<String, InventoryEntry> known) {
    return Stream.concat(wanted.names().stream(), Stream.ofNullable(wanted.address()))
        .map(known::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * A page of all.
   *
   * @param beginning how value or owner begin, as a pattern of {@code ilike}; null for all
   */
  List<InventoryEntry> before(@Nullable UUID id, @Nullable String beginning, int limit) {
    var parameters = new HashMap<String, Object>(Map.of("before", id));
    if (beginning != null) {
      parameters.put("q", beginning);
    }
    var found =
        rows(
            "select "
                + COLUMNS
                + " from inventory_entry e where e.id < :before"
                + (beginning == null ? "" : " and (e.value ilike :q or e.owner ilike :q)")
                + " order by e.id desc limit "
                + limit,
            parameters);
    return owners.complete(found.stream().map(KnownEntries::entry).toList());
  }

  private List<Tuple> rows(String sql, Map<String, ?> parameters) {
    var query = database.createNativeQuery(sql, Tuple.class);
    parameters.forEach(query::setParameter);
    List<?> found = query.getResultList();
    return found.stream().map(Tuple.class::cast).toList();
  }

  private static InventoryEntry entry(Tuple row) {
    return new InventoryEntry(
        row.get("id", UUID.class),
        Kind.valueOf(row.get("kind", String.class)),
        row.get("value", String.class),
        row.get("owner", String.class),
        row.get("contact", String.class),
        row.get("account_id", String.class),
        row.get("service", String.class),
        row.get("region", String.class),
        row.get("resource", String.class),
        row.get("valid_from", Instant.class),
        row.get("valid_until", Instant.class),
        row.get("changed_at", Instant.class),
        row.get("changed_by", String.class),
        row.get("alias", String.class),
        List.of((String[]) row.get("contacts")),
        row.get("environment", String.class),
        row.get("criticality", String.class),
        List.of((String[]) row.get("tags")),
        row.get("source", String.class),
        null);
  }
}
