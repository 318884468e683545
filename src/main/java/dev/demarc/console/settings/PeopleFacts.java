package dev.demarc.console.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the list of people says of each besides their role, read for all of them at once. */
@Named("peopleFacts")
@RequestScoped
public class PeopleFacts {

  /**
   * @param queues names of those they work
   * @param awayUntil null where they are not away
   * @param signedInAt the last time; null for never
   */
  public record Facts(
      boolean secondFactor,
      List<String> queues,
      @Nullable Instant awayUntil,
      @Nullable Instant signedInAt) {

    static final Facts NONE = new Facts(false, List.of(), null, null);
  }

  private final EntityManager database;
  private final Clock clock;
  private @Nullable Map<String, Facts> facts;

  PeopleFacts(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Transactional
  public Facts of(String username) {
    if (facts == null) {
      facts = read();
    }
    return facts.getOrDefault(username, Facts.NONE);
  }

  private Map<String, Facts> read() {
    List<?> rows =
        database
            .createNativeQuery(
                "select p.username, p.totp_since is not null, array(select q.name from queue_member"
                    + " m join queue q on q.id = m.queue_id where m.username = p.username order by"
                    + " q.name), (select max(a.until_at) from absence a where a.username ="
                    + " p.username and a.from_at <= cast(:now as timestamptz) and a.until_at >"
                    + " cast(:now as timestamptz)), (select e.at from audit_entry e where e.actor ="
                    + " p.username and e.kind = 'signed-in' order by e.id desc limit 1) from person"
                    + " p order by p.username limit 500",
                Object[].class)
            .setParameter("now", clock.instant())
            .getResultList();
    var read = new HashMap<String, Facts>();
    for (var each : rows) {
      var row = (Object[]) each;
      read.put(
          (String) row[0],
          new Facts((Boolean) row[1], List.of((String[]) row[2]), time(row[3]), time(row[4])));
    }
    return read;
  }

  private static @Nullable Instant time(@Nullable Object value) {
    return value instanceof Timestamp stamp ? stamp.toInstant() : (Instant) value;
  }
}
