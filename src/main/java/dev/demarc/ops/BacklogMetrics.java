package dev.demarc.ops;

import dev.demarc.shared.DaemonThreads;
import dev.demarc.triage.ReportFiled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells Prometheus how much work waits and for how long. The database is asked now and then and
 * never by a scrape; while it is away the figures stay as they were, and their age grows.
 */
@ApplicationScoped
class BacklogMetrics {

  private static final Logger LOG = Logger.getLogger(BacklogMetrics.class);

  private static final List<String> MAIL_STATUSES = List.of("pending", "held", "failed", "bounced");
  private static final List<String> ENGINES = List.of("jobs", "mails", "mailboxes");

  private final SideConnections connections;
  private final MeterRegistry meters;
  private final Duration every;
  private final Clock clock;
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("figures"));
  private final List<Gauge> gauges = new ArrayList<>();
  private volatile BacklogQueries figures = BacklogQueries.NONE;
  private final MultiGauge mailboxAges;
  private final MultiGauge mailboxFailures;

  BacklogMetrics(
      SideConnections connections, MeterRegistry meters, MetricSettings settings, Clock clock) {
    this.connections = connections;
    this.meters = meters;
    this.every = settings.every();
    this.clock = clock;
    this.mailboxAges = MultiGauge.builder("demarc.mailbox.read.age.seconds").register(meters);
    this.mailboxFailures = MultiGauge.builder("demarc.mailbox.failures").register(meters);
  }

  void start(@Observes StartupEvent event) {
    gauge("demarc.reports.waiting", Tags.empty(), BacklogQueries::waiting);
    gauge("demarc.reports.oldest.waiting.seconds", Tags.empty(), f -> age(f.oldestWaiting()));
    gauge("demarc.reports.stuck", Tags.empty(), BacklogQueries::stuck);
    gauge("demarc.raw.reports.bytes", Tags.empty(), BacklogQueries::rawReportBytes);
    for (var status : MAIL_STATUSES) {
      gauge(
          "demarc.outbox.mails",
          Tags.of("status", status),
          f -> f.mailsByStatus().getOrDefault(status, 0L));
    }
    gauge("demarc.outbox.oldest.pending.seconds", Tags.empty(), f -> age(f.oldestPendingMail()));
    for (var engine : ENGINES) {
      gauge(
          "demarc.jobs.lag.seconds",
          Tags.of("engine", engine),
          f -> age(f.oldestDueJob().get(engine)));
    }
    gauge("demarc.figures.age.seconds", Tags.empty(), f -> age(f.at()));
    meters.counter("demarc.blobs.failed");
    filed(false, 0);
    filed(true, 0);
    asking.scheduleWithFixedDelay(this::refresh, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    asking.shutdownNow();
    gauges.forEach(meters::remove); // the registry may outlive the application
    mailboxAges.register(List.of(), true);
    mailboxFailures.register(List.of(), true);
  }

  private void gauge(String name, Tags tags, ToDoubleFunction<BacklogQueries> value) {
    gauges.add(Gauge.builder(name, () -> value.applyAsDouble(figures)).tags(tags).register(meters));
  }

  /** In seconds; 0 where there is nothing that could be old. */
  private double age(@Nullable Instant since) {
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }

  private void refresh() {
    try {
      figures = BacklogQueries.read(connections, clock.instant());
      mailboxAges.register(rows(m -> age(m.lastRead())), true);
      mailboxFailures.register(rows(m -> (double) m.failures()), true);
    } catch (SQLException | RuntimeException failure) {
      LOG.error("The figures for /q/metrics could not be read and stay as they are", failure);
    }
  }

  private Iterable<Row<?>> rows(ToDoubleFunction<BacklogQueries.MailboxFigures> value) {
    return figures.mailboxes().stream()
        .<Row<?>>map(m -> Row.of(Tags.of("mailbox", m.id()), () -> value.applyAsDouble(m)))
        .toList();
  }

  void filed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReportFiled filed) {
    filed(filed.setAside(), 1);
  }

  private void filed(boolean setAside, int more) {
    meters.counter("demarc.reports.filed", "into", setAside ? "aside" : "case").increment(more);
  }
}
