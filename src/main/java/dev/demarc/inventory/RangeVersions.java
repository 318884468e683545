package dev.demarc.inventory;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.outbound.OutboundHttp;
import dev.demarc.shared.JobSchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The versions of AWS's address ranges that are known: the shipped one, and those that were loaded
 * since. Addresses are reused, so an event is read by the version of its own time.
 */
@ApplicationScoped
class RangeVersions {

  private static final Logger LOG = Logger.getLogger(RangeVersions.class);
  private static final TaskDescriptor<Void> REFRESH = TaskDescriptor.of("refresh-aws-ranges");
  private static final int KEPT = 4;

  private final EntityManager database;
  private final SchedulerClient jobs;
  private final Clock clock;
  private final Optional<RangeSource> source;
  private final Duration every;
  private final Map<Instant, AwsRanges> read =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, AwsRanges> eldest) {
          return size() > KEPT;
        }
      };
  private volatile @Nullable AwsRanges shipped;

  RangeVersions(
      EntityManager database,
      SchedulerClient jobs,
      Clock clock,
      RangeSettings settings,
      OutboundHttp http) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
    this.source =
        settings
            .file()
            .map(RangeSource::ofFile)
            .or(() -> settings.url().map(url -> RangeSource.ofUrl(url, http)));
    this.every = settings.every();
  }

  /** What is configured now is read now, whatever was configured before. */
  void start(@Observes StartupEvent event) {
    var warm = new Thread(this::shipped, "aws-ranges");
    warm.setDaemon(true);
    warm.start();
    if (source.isPresent()) {
      QuarkusTransaction.requiringNew().run(this::refreshSoon);
    }
  }

  private void refreshSoon() {
    JobSchedule.runAt(jobs, REFRESH.instance("one").build(), clock.instant());
  }

  @Produces
  @ApplicationScoped
  Task<Void> refreshAwsRanges() {
    return Tasks.custom(REFRESH)
        .execute(
            (instance, context) -> {
              source.ifPresent(this::refresh);
              CompletionHandler<Void> again =
                  (complete, operations) -> {
                    if (source.isPresent()) {
                      operations.reschedule(complete, clock.instant().plus(every));
                    } else {
                      operations.stop();
                    }
                  };
              return again;
            });
  }

  /** A file that cannot be had or read leaves what is known as it is. */
  void refresh(RangeSource from) {
    try {
      var bytes = from.read();
      QuarkusTransaction.requiringNew().run(() -> store(bytes));
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf(
          "AWS's address ranges were not refreshed from %s, those that are known go on: %s",
          from, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @throws IllegalArgumentException where the file holds no ranges
   */
  void store(byte[] json) {
    var ranges = AwsRanges.parse(json);
    int kept =
        database
            .createNativeQuery(
                "insert into aws_ranges (created_at, bytes, loaded_at) values (:created, :bytes,"
                    + " :now) on conflict do nothing")
            .setParameter("created", ranges.createdAt())
            .setParameter("bytes", zipped(json))
            .setParameter("now", clock.instant())
            .executeUpdate();
    if (kept > 0) {
      LOG.infof("AWS's address ranges of %s are known now", ranges.createdAt());
    }
  }

  private static byte[] zipped(byte[] json) {
    if (json[0] == 0x1f && json[1] == (byte) 0x8b) {
      return json;
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** The newest version that is not younger than the event; else the oldest that is known. */
  AwsRanges at(Instant event) {
    var ours = shipped();
    var newest = createdAt("created_at <= :at order by created_at desc", event);
    if (newest.isPresent()) {
      return newest.get().isAfter(ours.createdAt()) || ours.createdAt().isAfter(event)
          ? version(newest.get())
          : ours;
    }
    if (!ours.createdAt().isAfter(event)) {
      return ours;
    }
    return createdAt("created_at < :at order by created_at", ours.createdAt())
        .map(this::version)
        .orElse(ours);
  }

  private Optional<Instant> createdAt(String where, Instant at) {
    List<?> found =
        database
            .createNativeQuery("select created_at from aws_ranges where " + where, Instant.class)
            .setParameter("at", at)
            .setMaxResults(1)
            .getResultList();
    return found.stream().map(Instant.class::cast).findFirst();
  }

  private synchronized AwsRanges version(Instant created) {
    return read.computeIfAbsent(
        created,
        at ->
            AwsRanges.parse(
                (byte[])
                    database
                        .createNativeQuery(
                            "select bytes from aws_ranges where created_at = :at", byte[].class)
                        .setParameter("at", at)
                        .getSingleResult()));
  }

  private AwsRanges shipped() {
    var known = shipped;
    if (known == null) {
      synchronized (this) {
        if (shipped == null) {
          shipped = AwsRanges.shipped();
        }
        known = shipped;
      }
    }
    return known;
  }
}
