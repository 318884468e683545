package dev.demarc.inventory;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who holds what, as people registered it and as AWS publishes it. */
@ApplicationScoped
public class Inventory {

  private static final int MOST_INDICATORS = 200;
  private static final String COLUMNS =
      "e.id, e.kind, e.value, e.owner, e.contact, e.account_id, e.service, e.region,"
          + " nullif(e.valid_from, '-infinity') as valid_from,"
          + " nullif(e.valid_until, 'infinity') as valid_until, e.changed_at, e.changed_by";
  private static final String VALID = " e.valid_from <= :at and e.valid_until > :at";

  private static final String UPSERT =
      "insert into inventory_entry (id, kind, value, range, owner, contact, account_id, service,"
          + " region, valid_from, valid_until, changed_at, changed_by)"
          + " select cast(id as uuid), kind, value, cast(range as cidr), owner, contact, account,"
          + " service, region, cast(since as timestamptz), cast(until as timestamptz), :now, :by"
          + " from unnest(cast(:ids as text[]), cast(:kinds as text[]), cast(:values as text[]),"
          + " cast(:ranges as text[]), cast(:owners as text[]), cast(:contacts as text[]),"
          + " cast(:accounts as text[]), cast(:services as text[]), cast(:regions as text[]),"
          + " cast(:from as text[]), cast(:until as text[])) as entry(id, kind, value, range, owner,"
          + " contact, account, service, region, since, until)"
          + " on conflict (kind, value, valid_from) do update set owner = excluded.owner,"
          + " contact = excluded.contact, account_id = excluded.account_id,"
          + " service = excluded.service, region = excluded.region,"
          + " valid_until = excluded.valid_until, changed_at = excluded.changed_at,"
          + " changed_by = excluded.changed_by";

  private final EntityManager database;
  private final RangeVersions ranges;
  private final Clock clock;

  Inventory(EntityManager database, RangeVersions ranges, Clock clock) {
    this.database = database;
    this.ranges = ranges;
    this.clock = clock;
  }

  /**
   * Who holds what a report names, the sources first: what the inventory knows of each, else what
   * AWS's ranges say of an address.
   *
   * @param accountId the account that the report itself names; null where it names none
   * @param at the time of the event
   */
  @Transactional
  public List<Holding> holdings(List<Indicator> indicators, String accountId, Instant at) {
    var wanted = named(indicators, accountId).stream().map(Wanted::of).toList();
    var event = Calendar.nearest(at);
    var known = known(wanted, event);
    var published = ranges.at(event);
    var holdings = new ArrayList<Holding>();
    for (Wanted one : wanted) {
      var entry = known(one, known);
      if (entry.isPresent()) {
        holdings.add(ours(one.indicator(), entry.get()));
      } else if (one.address() != null) {
        published
            .rangeOf(one.address())
            .map(range -> awss(one.indicator(), range))
            .ifPresent(holdings::add);
      }
    }
    return holdings;
  }

  private static Optional<InventoryEntry> known(Wanted wanted, Map<String, InventoryEntry> known) {
    return Stream.concat(wanted.names().stream(), Stream.ofNullable(wanted.address()))
        .map(known::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * Who holds one thing that somebody asks about.
   *
   * @param asked an address, account, ARN, instance id, bucket, host name or URL
   */
  @Transactional
  public List<Holding> holdersOf(String asked, Instant at) {
    return holdings(List.of(Asked.of(asked)), null, at);
  }

  private static List<Indicator> named(List<Indicator> indicators, String accountId) {
    var account =
        accountId == null
            ? Stream.<Indicator>empty()
            : Stream.of(
                new Indicator(IndicatorType.AWS_ACCOUNT, accountId, Indicator.Role.MENTIONED));
    var first =
        indicators.stream()
            .filter(i -> i.role() != Indicator.Role.REPORTER)
            .distinct()
            .sorted(Comparator.comparing(Indicator::role))
            .limit(MOST_INDICATORS);
    return Stream.concat(first, account).distinct().toList();
  }

  /**
   * By name and by address, the latest to take over; of an address, the longest range around it.
   */
  private Map<String, InventoryEntry> known(List<Wanted> wanted, Instant at) {
    var known = new HashMap<String, InventoryEntry>();
    var addresses = wanted.stream().map(Wanted::address).filter(Objects::nonNull).distinct();
    around(addresses.toArray(String[]::new), at)
        .forEach(t -> known.put((String) t.get("asked"), entry(t)));
    var names = wanted.stream().flatMap(w -> w.names().stream()).distinct();
    named(names.toArray(String[]::new), at)
        .forEach(t -> known.put((String) t.get("value"), entry(t)));
    return known;
  }

  private List<Tuple> named(String[] names, Instant at) {
    if (names.length == 0) {
      return List.of();
    }
    return rows(
        "select distinct on (e.value) "
            + COLUMNS
            + " from inventory_entry e where e.value = any(:names) and e.kind <> 'RANGE' and"
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

  private List<Tuple> rows(String sql, Map<String, ?> parameters) {
    var query = database.createNativeQuery(sql, Tuple.class);
    parameters.forEach(query::setParameter);
    List<?> found = query.getResultList();
    return found.stream().map(Tuple.class::cast).toList();
  }

  private static Holding ours(Indicator indicator, InventoryEntry entry) {
    return new Holding(
        indicator,
        Holding.Known.INVENTORY,
        entry.value(),
        entry.owner(),
        entry.accountId(),
        entry.service(),
        entry.region());
  }

  private static Holding awss(Indicator indicator, AwsRanges.Range range) {
    return new Holding(
        indicator,
        Holding.Known.AWS_RANGES,
        range.prefix(),
        null,
        null,
        range.service(),
        range.region());
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
        row.get("valid_from", Instant.class),
        row.get("valid_until", Instant.class),
        row.get("changed_at", Instant.class),
        row.get("changed_by", String.class));
  }

  /**
   * What is registered, newest first.
   *
   * @param q a value or an owner, whole or its beginning; null for all
   */
  @Transactional
  public Page<InventoryEntry> list(String q, Integer limit, String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var wanted = q == null || q.isBlank() ? null : q.strip();
    var parameters = new HashMap<String, Object>();
    parameters.put("before", after == null ? new UUID(-1, -1) : after.id());
    if (wanted != null) {
      parameters.put("q", wanted.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
    var found =
        rows(
            "select "
                + COLUMNS
                + " from inventory_entry e where e.id < :before"
                + (wanted == null ? "" : " and (e.value ilike :q or e.owner ilike :q)")
                + " order by e.id desc limit "
                + (size + 1),
            parameters);
    return Page.of(
        found.stream().map(Inventory::entry).toList(),
        size,
        entry -> new Cursor("", entry.id()).encode());
  }

  /**
   * Registers what is new and changes what is known; of two with the same value and begin the later
   * counts.
   *
   * @param by who does it
   */
  @Transactional
  public void keep(List<NewEntry> entries, String by) {
    var last = new LinkedHashMap<List<Object>, NewEntry>();
    entries.forEach(e -> last.put(Arrays.asList(e.kind(), e.value(), e.validFrom()), e));
    var rows = List.copyOf(last.values());
    if (rows.isEmpty()) {
      return;
    }
    database
        .createNativeQuery(UPSERT)
        .setParameter("ids", texts(rows, e -> Ids.next().toString()))
        .setParameter("kinds", texts(rows, e -> e.kind().name()))
        .setParameter("values", texts(rows, NewEntry::value))
        .setParameter("ranges", texts(rows, e -> e.kind() == Kind.RANGE ? e.value() : null))
        .setParameter("owners", texts(rows, NewEntry::owner))
        .setParameter("contacts", texts(rows, NewEntry::contact))
        .setParameter("accounts", texts(rows, NewEntry::accountId))
        .setParameter("services", texts(rows, NewEntry::service))
        .setParameter("regions", texts(rows, NewEntry::region))
        .setParameter("from", texts(rows, e -> text(e.validFrom(), "-infinity")))
        .setParameter("until", texts(rows, e -> text(e.validUntil(), "infinity")))
        .setParameter("now", clock.instant())
        .setParameter("by", by)
        .executeUpdate();
  }

  private static String[] texts(List<NewEntry> entries, Function<NewEntry, String> of) {
    return entries.stream().map(of).toArray(String[]::new);
  }

  private static String text(Instant time, String otherwise) {
    return time == null ? otherwise : time.toString();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public void remove(UUID id) {
    int removed =
        database
            .createNativeQuery("delete from inventory_entry where id = :id")
            .setParameter("id", id)
            .executeUpdate();
    if (removed == 0) {
      throw Problem.notFound("There is no entry " + id + " in the inventory.");
    }
  }
}
