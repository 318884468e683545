package dev.demarc.inventory.imports;

import dev.demarc.inventory.imports.ImportResult.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the entries of a list ({@code staged}) with those that are there, and puts the
 * difference into effect. What a list does not say stays; a thing that has another owner or
 * account, or belongs to another resource, is handed on: what was ends, so that reports about the
 * time before still find who held it.
 */
@ApplicationScoped
class ImportPlan {

  record Counts(long added, long changed, long ended, long unchanged) {}

  /** Column of the list, column of the inventory, word for people. */
  private static final String[][] FIELDS = {
    {"owner", "owner", "owner"},
    {"contact", "contact", "contact"},
    {"\"accountId\"", "account_id", "account"},
    {"service", "service", "service"},
    {"region", "region", "region"},
    {"resource", "resource", "belongs to"},
    {"\"validUntil\"", "valid_until", "until"},
    {"alias", "alias", "alias"},
    {"contacts", "contacts", "contacts"},
    {"environment", "environment", "environment"},
    {"criticality", "criticality", "criticality"},
    {"tags", "tags", "tags"},
  };

  private static final String TAKEN_OVER =
      "(e.owner is not null and s.owner <> e.owner or e.account_id is not null and s.\"accountId\""
          + " <> e.account_id or e.resource is not null and s.resource <> e.resource)";

  /** Where a line names the time from which it holds, it is about the entry of that time only. */
  private static final String DRAW =
      "create temp table planned on commit drop as select s.*, e.id as entry_id, case when e.id is"
          + " null then 'added' when s.\"validFrom\" is null and "
          + TAKEN_OVER
          + " then 'handed-on' when "
          + anyDiffers()
          + " then 'changed' else 'unchanged' end as action, "
          + differences()
          + " as what from staged s left join lateral (select * from inventory_entry o where o.kind"
          + " = s.kind and o.value = s.value and case when s.\"validFrom\" is null then"
          + " o.valid_from <= :asOf and o.valid_until > :asOf else o.valid_from = s.\"validFrom\""
          + " end order by o.valid_from desc limit 1) e on true";

  /** Of the source, still valid, and not listed any more. */
  private static final String NOT_LISTED =
      " e.source = :source and e.valid_from <= :asOf and e.valid_until > :asOf and not exists"
          + " (select 1 from staged s where s.kind = e.kind and s.value = e.value)";

  /** Open-ended, and a line says that somebody has it from a later time on. */
  private static final String SUCCEEDED =
      " from planned p where p.action = 'added' and p.\"validFrom\" is not null and e.kind = p.kind"
          + " and e.value = p.value and e.valid_from < p.\"validFrom\" and e.valid_until ="
          + " 'infinity'";

  private static final String SET =
      " owner = coalesce(p.owner, e.owner), contact = coalesce(p.contact, e.contact), account_id ="
          + " coalesce(p.\"accountId\", e.account_id), service = coalesce(p.service, e.service),"
          + " region = coalesce(p.region, e.region), resource = coalesce(p.resource, e.resource),"
          + " valid_until = coalesce(p.\"validUntil\", e.valid_until), alias = coalesce(p.alias,"
          + " e.alias), contacts = coalesce(p.contacts, e.contacts), environment ="
          + " coalesce(p.environment, e.environment), criticality = coalesce(p.criticality,"
          + " e.criticality), tags = coalesce(p.tags, e.tags), source = coalesce(cast(:source as"
          + " text), e.source), changed_at = :now, changed_by = :by";

  private static final String INSERT =
      "insert into inventory_entry (id, kind, value, range, pattern, owner, contact, account_id,"
          + " service, region, resource, valid_from, valid_until, alias, contacts, environment,"
          + " criticality, tags, source, changed_at, changed_by) ";

  private final EntityManager database;

  ImportPlan(EntityManager database) {
    this.database = database;
  }

  private static String differs(String said, String is) {
    return "(s." + said + " is not null and s." + said + " is distinct from e." + is + ")";
  }

  private static String anyDiffers() {
    var all = new ArrayList<String>();
    for (var field : FIELDS) {
      all.add(differs(field[0], field[1]));
    }
    return "(" + String.join(" or ", all) + ")";
  }

  private static String differences() {
    var all = new ArrayList<String>();
    for (var field : FIELDS) {
      all.add(
          "case when "
              + differs(field[0], field[1])
              + " then '"
              + field[2]
              + " ' || coalesce(left(cast(e."
              + field[1]
              + " as text), 100), '–') || ' → ' || left(cast(s."
              + field[0]
              + " as text), 100) end");
    }
    return "case when e.id is null then coalesce('owner ' || s.owner, 'without an owner of its"
        + " own') else concat_ws('; ', "
        + String.join(", ", all)
        + ") end";
  }

  /**
   * What would change; it is kept for {@link #firstChanges} and {@link #apply} of the same
   * transaction.
   */
  Counts draw(ImportOptions options, Instant asOf) {
    database.createNativeQuery("drop table if exists planned").executeUpdate();
    database.createNativeQuery("create index on staged (kind, value)").executeUpdate();
    bound(database.createNativeQuery(DRAW), asOf).executeUpdate();
    long added = count("action = 'added'");
    long handedOn = count("action = 'handed-on'");
    long changed = count("action = 'changed'");
    long unchanged = count("action = 'unchanged'");
    return new Counts(added, changed + handedOn, ended(options, asOf), unchanged);
  }

  private static Query bound(Query query, Instant asOf) {
    return query.setParameter("asOf", asOf);
  }

  private long count(String where) {
    return number(database.createNativeQuery("select count(*) from planned where " + where));
  }

  private long ended(ImportOptions options, Instant asOf) {
    long succeeded =
        number(
            database.createNativeQuery(
                "select count(*) from inventory_entry e where exists (select 1" + SUCCEEDED + ")"));
    long handedOn = count("action = 'handed-on'");
    database.createNativeQuery("drop table if exists ending").executeUpdate();
    if (!options.complete()) {
      return succeeded + handedOn;
    }
    bound(
            database.createNativeQuery(
                "create temp table ending on commit drop as select e.id, e.kind, e.value, e.owner"
                    + " from inventory_entry e where"
                    + NOT_LISTED),
            asOf)
        .setParameter("source", options.source())
        .executeUpdate();
    return succeeded + handedOn + number(database.createNativeQuery("select count(*) from ending"));
  }

  private static long number(Query query) {
    return ((Number) query.getSingleResult()).longValue();
  }

  /** The first that are not unchanged, and then those that end. */
  List<Change> firstChanges(int most) {
    var told = new ArrayList<Change>();
    List<?> rows =
        database
            .createNativeQuery(
                "select line, action, kind, value, what from planned where action <> 'unchanged'"
                    + " order by line limit "
                    + most,
                Tuple.class)
            .getResultList();
    rows.forEach(row -> told.add(change((Tuple) row)));
    if (told.size() < most && isThere("ending")) {
      List<?> ending =
          database
              .createNativeQuery(
                  "select cast(0 as bigint) as line, 'ended' as action, kind, value, 'no longer"
                      + " listed' as what from ending order by kind, value limit "
                      + (most - told.size()),
                  Tuple.class)
              .getResultList();
      ending.forEach(row -> told.add(change((Tuple) row)));
    }
    return told;
  }

  private boolean isThere(String table) {
    return database
            .createNativeQuery("select to_regclass('pg_temp." + table + "') is not null")
            .getSingleResult()
        == Boolean.TRUE;
  }

  private static Change change(Tuple row) {
    return new Change(
        row.get("line", Number.class).longValue(),
        row.get("action", String.class),
        row.get("kind", String.class).toLowerCase(Locale.ROOT),
        row.get("value", String.class),
        row.get("what", String.class));
  }

  /** What ends does so before what follows it begins. */
  void apply(ImportOptions options, Instant asOf, Instant now, String by) {
    database
        .createNativeQuery(
            "update inventory_entry e set valid_until = p.\"validFrom\", changed_at = :now,"
                + " changed_by = :by"
                + SUCCEEDED)
        .setParameter("now", now)
        .setParameter("by", by)
        .executeUpdate();
    if (options.complete()) {
      bound(
              database.createNativeQuery(
                  "update inventory_entry e set valid_until = :asOf, changed_at = :now, changed_by"
                      + " = :by from ending x where x.id = e.id"),
              asOf)
          .setParameter("now", now)
          .setParameter("by", by)
          .executeUpdate();
    }
    // with what the line does not say taken over from who had it; the contact and what people call
    // it were the former holder's
    as(
            INSERT
                + "select p.id, p.kind, p.value, p.range, p.pattern, coalesce(p.owner, e.owner),"
                + " p.contact, coalesce(p.\"accountId\", e.account_id), coalesce(p.service,"
                + " e.service), coalesce(p.region, e.region), coalesce(p.resource, e.resource),"
                + " :asOf, coalesce(p.\"validUntil\", 'infinity'), p.alias, coalesce(p.contacts,"
                + " '{}'), coalesce(p.environment, e.environment), coalesce(p.criticality,"
                + " e.criticality), coalesce(p.tags, '{}'), cast(:source as text), :now, :by from"
                + " planned p join inventory_entry e on e.id = p.entry_id where p.action ="
                + " 'handed-on'",
            options,
            now,
            by)
        .setParameter("asOf", asOf)
        .executeUpdate();
    bound(
            database.createNativeQuery(
                "update inventory_entry e set valid_until = :asOf, changed_at = :now, changed_by ="
                    + " :by from planned p where p.entry_id = e.id and p.action = 'handed-on'"),
            asOf)
        .setParameter("now", now)
        .setParameter("by", by)
        .executeUpdate();
    as(
            "update inventory_entry e set"
                + SET
                + " from planned p where p.entry_id = e.id and p.action = 'changed'",
            options,
            now,
            by)
        .executeUpdate();
    if (options.source() != null) {
      database
          .createNativeQuery(
              "update inventory_entry e set source = :source from planned p where p.entry_id = e.id"
                  + " and p.action = 'unchanged' and e.source is distinct from :source")
          .setParameter("source", options.source())
          .executeUpdate();
    }
    as(
            INSERT
                + "select p.id, p.kind, p.value, p.range, p.pattern, p.owner, p.contact,"
                + " p.\"accountId\", p.service, p.region, p.resource, coalesce(p.\"validFrom\","
                + " case when exists (select 1 from inventory_entry o where o.kind = p.kind and"
                + " o.value = p.value) then cast(:asOf as timestamptz) else '-infinity' end),"
                + " coalesce(p.\"validUntil\", 'infinity'), p.alias, coalesce(p.contacts, '{}'),"
                + " p.environment, p.criticality, coalesce(p.tags, '{}'), cast(:source as text),"
                + " :now, :by from planned p where p.action = 'added'",
            options,
            now,
            by)
        .setParameter("asOf", asOf)
        .executeUpdate();
  }

  private Query as(String sql, ImportOptions options, Instant now, String by) {
    return database
        .createNativeQuery(sql)
        .setParameter("source", options.source())
        .setParameter("now", now)
        .setParameter("by", by);
  }
}
