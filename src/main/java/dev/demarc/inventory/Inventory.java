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
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who holds what, as people registered it and as AWS publishes it. */
@ApplicationScoped
public class Inventory {

  private static final int MOST_INDICATORS = 200;

  private static final String UPSERT =
      "insert into inventory_entry (id, kind, value, range, owner, contact, account_id, service,"
          + " region, resource, valid_from, valid_until, changed_at, changed_by)"
          + " select cast(id as uuid), kind, value, cast(range as cidr), owner, contact, account,"
          + " service, region, resource, cast(since as timestamptz), cast(until as timestamptz), :now, :by"
          + " from unnest(cast(:ids as text[]), cast(:kinds as text[]), cast(:values as text[]),"
          + " cast(:ranges as text[]), cast(:owners as text[]), cast(:contacts as text[]),"
          + " cast(:accounts as text[]), cast(:services as text[]), cast(:regions as text[]),"
          + " cast(:resources as text[]),"
          + " cast(:from as text[]), cast(:until as text[])) as entry(id, kind, value, range, owner,"
          + " contact, account, service, region, resource, since, until)"
          + " on conflict (kind, value, valid_from) do update set owner = excluded.owner,"
          + " contact = excluded.contact, account_id = excluded.account_id,"
          + " service = excluded.service, region = excluded.region,"
          + " resource = excluded.resource, valid_until = excluded.valid_until, changed_at = excluded.changed_at,"
          + " changed_by = excluded.changed_by";

  private final EntityManager database;
  private final KnownEntries entries;
  private final RangeVersions ranges;
  private final Clock clock;

  Inventory(EntityManager database, KnownEntries entries, RangeVersions ranges, Clock clock) {
    this.database = database;
    this.entries = entries;
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
    var wanted = named(indicators, accountId).stream().map(LookupKeys::of).toList();
    var event = Calendar.nearest(at);
    var known = entries.of(wanted, event);
    var published = ranges.at(event);
    var holdings = new ArrayList<Holding>();
    for (LookupKeys one : wanted) {
      var entry = KnownEntries.of(one, known);
      if (entry.isPresent()) {
        holdings.add(ours(one, entry.get()));
      } else if (one.address() != null) {
        published
            .rangeOf(one.address())
            .map(range -> awss(one.indicator(), range))
            .ifPresent(holdings::add);
      }
    }
    return holdings;
  }

  /**
   * Who holds one thing that somebody asks about.
   *
   * @param asked an address, account, ARN, instance id, bucket, host name or URL
   */
  @Transactional
  public List<Holding> holdersOf(String asked, Instant at) {
    return holdings(List.of(InventoryQuery.of(asked)), null, at);
  }

  private static List<Indicator> named(List<Indicator> indicators, String accountId) {
    var account =
        accountId == null
            ? Stream.<Indicator>empty()
            : Stream.of(
                new Indicator(IndicatorType.AWS_ACCOUNT, accountId, Indicator.Role.MENTIONED));
    var first =
        indicators.stream()
            .filter(i -> i.role().isOfTheEvent())
            .distinct()
            .sorted(Comparator.comparing(Indicator::role))
            .limit(MOST_INDICATORS);
    return Stream.concat(first, account).distinct().toList();
  }

  private static Holding ours(LookupKeys wanted, InventoryEntry entry) {
    return new Holding(
        wanted.indicator(),
        Holding.Known.INVENTORY,
        entry.value(),
        entry.owner(),
        entry.accountId(),
        entry.service(),
        entry.region(),
        wanted.isItself(entry) ? entry.resource() : null);
  }

  private static Holding awss(Indicator indicator, AwsRanges.Range range) {
    return new Holding(
        indicator,
        Holding.Known.AWS_RANGES,
        range.prefix(),
        null,
        null,
        range.service(),
        range.region(),
        null);
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
    var before = after == null ? new UUID(-1, -1) : after.id();
    var beginning =
        q == null || q.isBlank() ? null : q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    var found = entries.before(before, beginning, size + 1);
    return Page.of(found, size, entry -> new Cursor("", entry.id()).encode());
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
        .setParameter("resources", texts(rows, NewEntry::resource))
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
