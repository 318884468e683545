package dev.demarc.inventory;

import dev.demarc.inventory.resolver.ResolverAnswers;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who holds what, as people registered it and as AWS publishes it. */
@ApplicationScoped
public class Inventory {

  private static final int MOST_INDICATORS = 200;

  private static final String UPSERT =
      "insert into inventory_entry (id, kind, value, range, pattern, owner, contact, account_id,"
          + " service, region, resource, valid_from, valid_until, alias, contacts, environment,"
          + " criticality, tags, changed_at, changed_by) select id, kind, value, range, pattern,"
          + " owner, contact, \"accountId\", service, region, resource, coalesce(\"validFrom\","
          + " '-infinity'), coalesce(\"validUntil\", 'infinity'), alias, coalesce(contacts, '{}'),"
          + " environment, criticality, coalesce(tags, '{}'), :now, :by from"
          + " jsonb_to_recordset(cast(:rows as jsonb)) as entry("
          + EntryRows.COLUMNS
          + ") on conflict (kind, value, valid_from) do update set owner = excluded.owner,"
          + " contact = excluded.contact, account_id = excluded.account_id,"
          + " service = excluded.service, region = excluded.region,"
          + " resource = excluded.resource, valid_until = excluded.valid_until, alias ="
          + " excluded.alias, contacts = excluded.contacts, environment = excluded.environment,"
          + " criticality = excluded.criticality, tags = excluded.tags, changed_at ="
          + " excluded.changed_at, changed_by = excluded.changed_by";

  private final EntityManager database;
  private final KnownEntries entries;
  private final RangeVersions ranges;
  private final DerivedOwners owners;
  private final ResolverAnswers answers;
  private final Event<InventoryChanged> changed;
  private final Clock clock;

  Inventory(
      EntityManager database,
      KnownEntries entries,
      RangeVersions ranges,
      DerivedOwners owners,
      ResolverAnswers answers,
      Event<InventoryChanged> changed,
      Clock clock) {
    this.database = database;
    this.entries = entries;
    this.ranges = ranges;
    this.owners = owners;
    this.answers = answers;
    this.changed = changed;
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
  public List<Holding> holdings(
      List<Indicator> indicators, @Nullable String accountId, Instant at) {
    var wanted = named(indicators, accountId).stream().map(LookupKeys::of).toList();
    var event = DatabaseTimes.nearest(at);
    var known = entries.of(wanted, event);
    var answered = answers.of(wanted.stream().map(w -> w.indicator().value()).toList(), event);
    var published = ranges.at(event);
    var tags = owners.tags(new HashSet<>(known.values()), event);
    var holdings = new ArrayList<Holding>();
    for (LookupKeys one : wanted) {
      var entry = KnownEntries.of(one, known);
      var told = answered.get(one.indicator().value());
      if (told != null && entry.filter(e -> isExact(one, e)).isEmpty()) {
        holdings.add(holding(one, told));
        continue;
      }
      // what is registered without anybody and in no account says nothing about who holds it
      if (entry.filter(e -> e.owner() != null || e.accountId() != null).isPresent()) {
        holdings.add(ours(one, entry.get(), tags.getOrDefault(entry.get(), List.of())));
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

  /** Whom to write to at who holds something, in the account first. */
  @Transactional
  public Optional<String> contactOf(@Nullable String owner, @Nullable String accountId) {
    if (owner == null) {
      return Optional.empty();
    }
    List<?> found =
        database
            .createNativeQuery(
                "select contact from inventory_entry where owner = :owner and contact is not null"
                    + " and valid_from <= :now and valid_until > :now order by account_id is not"
                    + " distinct from cast(:account as text) desc, kind = 'ACCOUNT' desc, id desc"
                    + " limit 1",
                String.class)
            .setParameter("owner", owner)
            .setParameter("account", accountId)
            .setParameter("now", clock.instant())
            .getResultList();
    return found.stream().map(String.class::cast).findFirst();
  }

  private static List<Indicator> named(List<Indicator> indicators, @Nullable String accountId) {
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

  private static Holding ours(LookupKeys wanted, InventoryEntry entry, List<String> tags) {
    return new Holding(
        wanted.indicator(),
        Holding.Known.INVENTORY,
        entry.value(),
        entry.owner(),
        entry.accountId(),
        entry.service(),
        entry.region(),
        wanted.isItself(entry) ? entry.resource() : null,
        tags);
  }

  /** A person who registers the very thing knows better than a system that is asked. */
  private static boolean isExact(LookupKeys wanted, InventoryEntry entry) {
    return entry.owner() != null
        && switch (entry.kind()) {
          case RANGE -> entry.value().matches(".*/32|.*:.*/128|[^/]*");
          case RESOURCE -> entry.value().equals(wanted.indicator().value());
          default -> false;
        };
  }

  private static Holding holding(LookupKeys wanted, ResolverAnswers.Held held) {
    return new Holding(
        wanted.indicator(),
        Holding.Known.INVENTORY,
        wanted.indicator().value(),
        held.owner(),
        held.accountId(),
        held.service(),
        held.region(),
        held.resource(),
        held.tags());
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
  public Page<InventoryEntry> list(
      @Nullable String q, @Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    var before = Cursor.below(cursor);
    var beginning =
        q == null || q.isBlank() ? null : q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    var found = entries.before(before, beginning, size + 1);
    return Page.of(found, size, entry -> Cursor.at(entry.id()));
  }

  /**
   * Registers what is new and changes what is known; of two with the same value and begin the later
   * counts.
   *
   * @param by who does it
   */
  @Transactional
  public void save(List<NewEntry> entries, String by) {
    var last = new LinkedHashMap<List<Object>, NewEntry>();
    entries.forEach(e -> last.put(Arrays.asList(e.kind(), e.value(), e.validFrom()), e));
    var rows = List.copyOf(last.values());
    if (rows.isEmpty()) {
      return;
    }
    database
        .createNativeQuery(UPSERT)
        .setParameter("rows", EntryRows.json(rows))
        .setParameter("now", clock.instant())
        .setParameter("by", by)
        .executeUpdate();
    changed.fire(new InventoryChanged());
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
