package dev.demarc.ops;

import static dev.demarc.AnotherTransaction.result;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.newCase;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.AnotherTransaction;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.shared.Ids;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sample data is removed beside whoever files it, reads it and works on it. */
@DemarcTest
class RemovingSamplesTest {

  private static final String A_SAMPLE =
      "select f.report_id from filing f join report r on r.id = f.report_id join case_report l on"
          + " l.report_id = r.id where r.sample order by f.report_id limit 1";

  private static final String CASE_OF = "select case_id from case_report where report_id = '%s'";
  private static final String HOLD_CASE =
      "select 1 from incident_case where id = '%s' for no key update";

  @Inject DataSource database;
  @Inject SchedulerClient jobs;

  private ConsoleSession administrator;

  @BeforeEach
  void load() {
    administrator = ConsoleSession.ofAdministrator();
    asked("load").then().statusCode(200);
  }

  @AfterEach
  void remove() {
    asked("remove").then().statusCode(200);
  }

  private Response asked(String what) {
    return administrator.form().formParam("do", what).post("/settings/samples");
  }

  private AnotherTransaction another() throws SQLException {
    return AnotherTransaction.begin(database);
  }

  @Test
  void they_are_removed_beside_the_filing_of_one() throws Exception {
    try (var filing = another()) {
      var report = filing.one(A_SAMPLE);
      var on = filing.one(CASE_OF.formatted(report));
      filing.one("select 1 from filing where report_id = '" + report + "' for no key update");
      var removed = filing.whileWaits(() -> asked("remove"));
      filing.one(HOLD_CASE.formatted(on));
      filing.commit();
      result(removed).then().statusCode(200);
      assertThat(filing.one("select count(*) from report where sample")).isEqualTo("0");
      assertThat(filing.one("select count(*) from incident_case where sample")).isEqualTo("0");
      assertThat(
              filing.one(
                  "select count(*) from scheduled_tasks where task_name = 'file-report' and"
                      + " task_instance = '"
                      + report
                      + "'"))
          .isEqualTo("0");
    }
  }

  @Test
  void a_case_stays_that_a_real_report_joins_while_they_are_removed() throws Exception {
    var real = newCase();
    try (var joining = another()) {
      var on = joining.one(CASE_OF.formatted(joining.one(A_SAMPLE)));
      var key = joining.one("select key from incident_case where id = '" + on + "'");
      joining.one(HOLD_CASE.formatted(on));
      var removed = joining.whileWaits(() -> asked("remove"));
      joining.one(
          "update case_report set case_id = '"
              + on
              + "' where case_id = (select id from incident_case where key = '"
              + real
              + "') returning report_id");
      joining.commit();
      result(removed).then().statusCode(200);
      getCase(key).then().statusCode(200).body("reports.size()", is(1));
      joining.one("delete from case_report where case_id = '" + on + "' returning 1");
      joining.commit();
    }
  }

  @Test
  void a_case_stays_that_one_was_merged_into_which_stays() throws Exception {
    var real = newCase();
    try (var another = another()) {
      var key =
          another.one(
              "select key from incident_case where id = ("
                  + CASE_OF.formatted(another.one(A_SAMPLE))
                  + ")");
      another.one(
          "update incident_case set status = 'MERGED', merged_into = (select id from incident_case"
              + " where key = '"
              + key
              + "') where key = '"
              + real
              + "' returning 1");
      another.commit();
      asked("remove").then().statusCode(200);
      getCase(key).then().statusCode(200);
      another.one(
          "update incident_case set status = 'OPEN', merged_into = null where key = '"
              + real
              + "' returning 1");
      another.commit();
    }
  }

  @Test
  void the_job_of_a_report_that_is_gone_ends() throws Exception {
    var gone = Ids.next().toString();
    jobs.scheduleIfNotExists(
        TaskDescriptor.of("file-report").instance(gone).build(), Instant.now());
    try (var look = another()) {
      await()
          .until(
              () ->
                  look.one("select 1 from scheduled_tasks where task_instance = '" + gone + "'")
                      == null);
    }
  }
}
