package dev.demarc.shared;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * The clock, and the way to schedule a job inside the business transaction: the client writes
 * through the transactional data source, so a job exists exactly if what caused it was committed.
 */
@ApplicationScoped
class Jobs {

  @Produces
  @ApplicationScoped
  SchedulerClient schedulerClient(DataSource dataSource) {
    return SchedulerClient.Builder.create(dataSource).enablePriority().build();
  }

  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.systemUTC();
  }
}
