package dev.demarc.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Things that open cases are about and that nobody is known to hold. */
@ApplicationScoped
public class Unowned {

  /**
   * One account, address, name or resource.
   *
   * @param value what to register; null for cases that name nothing that could be registered
   * @param type as indicators have it
   * @param cases how many open cases are about it
   * @param newestCase the key of the newest of them
   * @param since when the oldest of them was opened
   * @param registered whether the inventory has it, without an owner
   * @param asked what came of asking the resolvers concerned: null where none is, {@code waiting},
   *     {@code nobody}, or why it failed
   */
  public record Thing(
      String value,
      String type,
      long cases,
      String newestCase,
      Instant since,
      boolean registered,
      String asked) {}

  /** Of the newest so many open cases. */
  private static final int LOOKED_AT = 20_000;

  private static final String SELECT =
      "with lacking as (select id, key, account_id, opened_at from incident_case where status ="
          + " 'OPEN' and owner is null order by id desc limit "
          + LOOKED_AT
          + "), things as (select c.id, c.key, c.opened_at, case when i.value is null then"
          + " c.account_id else i.value end as value, case when i.value is null then case when"
          + " c.account_id is not null then 'aws-account' end else i.type end as type from lacking"
          + " c left join lateral (select value, type from case_indicator where case_id = c.id and"
          + " role in ('SOURCE', 'RESOURCE') and type in ('ec2-instance', 's3-bucket', 'arn',"
          + " 'ipv4', 'ipv6', 'domain', 'aws-account') order by"
          + " array_position(array['ec2-instance', 's3-bucket', 'arn', 'ipv4', 'ipv6', 'domain',"
          + " 'aws-account'], type), role desc, value limit 1) i on true), counted as (select"
          + " value, type, count(*) as cases, min(opened_at) as since, (array_agg(key order by id"
          + " desc))[1] as newest from things group by value, type order by count(*) desc,"
          + " max(opened_at) desc limit :most) select c.*, exists (select 1 from inventory_entry e where"
          + " e.value = c.value or c.type = 'ipv4' and e.value = c.value || '/32') as registered,"
          + " coalesce((select coalesce(q.error, 'waiting') from resolver_question q where q.asked"
          + " = c.value order by q.asked_first desc limit 1), (select 'nobody' from resolver_answer"
          + " a where a.asked = c.value and a.owner is null limit 1)) as asked from counted c order"
          + " by c.cases desc, c.newest desc";

  private final EntityManager database;

  Unowned(EntityManager database) {
    this.database = database;
  }

  /** Those that most cases hang on first. */
  @Transactional
  public List<Thing> things(int most) {
    List<?> rows =
        database.createNativeQuery(SELECT, Tuple.class).setParameter("most", most).getResultList();
    return rows.stream().map(row -> thing((Tuple) row)).toList();
  }

  private static Thing thing(Tuple row) {
    return new Thing(
        row.get("value", String.class),
        row.get("type", String.class),
        row.get("cases", Number.class).longValue(),
        row.get("newest", String.class),
        row.get("since", Instant.class),
        row.get("registered", Boolean.class),
        row.get("asked", String.class));
  }
}
