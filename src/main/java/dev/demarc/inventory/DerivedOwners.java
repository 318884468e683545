package dev.demarc.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The owners of entries that have none of their own: by a tag that says whose everything with it
 * is, else by the account that they are in.
 */
@ApplicationScoped
class DerivedOwners {

  private record Known(String owner, List<String> tags) {}

  private final EntityManager database;
  private final Clock clock;

  DerivedOwners(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Entries by what was asked, with the owners that follow at that time. */
  Map<String, InventoryEntry> complete(Map<String, InventoryEntry> entries, Instant at) {
    var lacking = entries.values().stream().filter(e -> e.owner() == null).toList();
    if (lacking.isEmpty()) {
      return entries;
    }
    var known = known(lacking, at);
    var completed = new HashMap<String, InventoryEntry>();
    entries.forEach((asked, entry) -> completed.put(asked, complete(entry, known)));
    return completed;
  }

  /** A page of entries, with the owners that follow now. */
  List<InventoryEntry> complete(List<InventoryEntry> entries) {
    var lacking = entries.stream().filter(e -> e.owner() == null).toList();
    if (lacking.isEmpty()) {
      return entries;
    }
    var known = known(lacking, clock.instant());
    return entries.stream().map(entry -> complete(entry, known)).toList();
  }

  private static InventoryEntry complete(InventoryEntry entry, Map<String, Known> known) {
    if (entry.owner() != null) {
      return entry;
    }
    return Stream.concat(entry.allTags().stream(), Stream.ofNullable(entry.accountId()))
        .flatMap(by -> Stream.ofNullable(known.get(by)).flatMap(of -> owned(entry, by, of.owner())))
        .findFirst()
        .orElse(entry);
  }

  private static Stream<InventoryEntry> owned(
      InventoryEntry entry, String by, @Nullable String owner) {
    return owner == null ? Stream.empty() : Stream.of(entry.ownedBy(owner, by));
  }

  /** What is known of tags and accounts of entries, by these. */
  private Map<String, Known> known(Collection<InventoryEntry> entries, Instant at) {
    var names =
        entries.stream()
            .flatMap(e -> Stream.concat(e.allTags().stream(), Stream.ofNullable(e.accountId())))
            .filter(Objects::nonNull)
            .distinct()
            .toArray(String[]::new);
    if (names.length == 0) {
      return Map.of();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select distinct on (value) value, owner, environment, criticality, tags from"
                    + " inventory_entry where value = any(:names) and kind in ('TAG', 'ACCOUNT')"
                    + " and valid_from <= :at and valid_until > :at order by value, valid_from"
                    + " desc, id desc",
                Tuple.class)
            .setParameter("names", names)
            .setParameter("at", at)
            .getResultList();
    var known = new HashMap<String, Known>();
    for (Object row : rows) {
      var tuple = (Tuple) row;
      known.put(
          tuple.get("value", String.class),
          new Known(tuple.get("owner", String.class), tags(tuple)));
    }
    return known;
  }

  private static List<String> tags(Tuple row) {
    var tags = new ArrayList<String>();
    if (row.get("environment") != null) {
      tags.add("environment=" + row.get("environment"));
    }
    if (row.get("criticality") != null) {
      tags.add("criticality=" + row.get("criticality"));
    }
    tags.addAll(List.of((String[]) row.get("tags")));
    return tags;
  }

  /** Tags by entry: its own, and those of its account whose names it has not itself. */
  Map<InventoryEntry, List<String>> tags(Collection<InventoryEntry> entries, Instant at) {
    var accounts = known(entries, at);
    var all = new HashMap<InventoryEntry, List<String>>();
    for (var entry : entries) {
      var tags = new ArrayList<>(entry.allTags());
      var account = entry.accountId() == null ? null : accounts.get(entry.accountId());
      if (account != null) {
        account.tags().stream()
            .filter(tag -> tags.stream().noneMatch(own -> name(own).equals(name(tag))))
            .toList()
            .forEach(tags::add);
      }
      all.put(entry, tags.stream().distinct().toList());
    }
    return all;
  }

  private static String name(String tag) {
    return tag.substring(0, Math.max(0, tag.indexOf('=')));
  }
}
