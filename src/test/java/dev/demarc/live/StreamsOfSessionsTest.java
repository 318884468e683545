package dev.demarc.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.SessionCookie;
import dev.demarc.access.administration.PersonChanges;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an open page hears ends with the session that it belongs to. */
@DemarcTest
class StreamsOfSessionsTest {

  private static final long SOON_S = 10;

  @Inject LiveFeed feed;
  @Inject PersonChanges changes;
  @Inject DataSource database;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<InputStream> open = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (var stream : open) {
      stream.close();
    }
  }

  private HttpResponse<InputStream> asked(ConsoleSession of)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/live"))
                .header("Accept", "text/event-stream")
                .header("Cookie", SessionCookie.NAME + "=" + of.cookie())
                .build(),
            BodyHandlers.ofInputStream());
    open.add(answer.body());
    return answer;
  }

  /** Ends when the stream does. */
  private CompletableFuture<Void> listens(ConsoleSession of)
      throws IOException, InterruptedException {
    var answer = asked(of);
    assertThat(answer.statusCode()).isEqualTo(200);
    return CompletableFuture.runAsync(
        () -> {
          try {
            answer.body().readAllBytes();
          } catch (IOException cut) {
            throw new IllegalStateException(cut);
          }
        });
  }

  private static void ends(CompletableFuture<Void> stream) throws Exception {
    try {
      stream.get(SOON_S, TimeUnit.SECONDS);
    } catch (TimeoutException goesOn) {
      fail("the stream goes on");
    }
  }

  @Test
  void signing_out_ends_the_streams_of_that_session_and_of_no_other() throws Exception {
    var here = ConsoleSession.ofNewPerson("analyst");
    var elsewhere = ConsoleSession.signIn(here.username(), ConsoleSession.PASSWORD);
    var first = listens(here);
    var second = listens(here);
    var other = listens(elsewhere);
    here.form().post("/sign-out").then().statusCode(303);
    ends(first);
    ends(second);
    assertThat(other).isNotDone();
  }

  @Test
  void a_browser_that_asks_for_one_without_a_session_is_told_to_ask_no_more() throws Exception {
    var person = ConsoleSession.ofNewPerson("analyst");
    person.form().post("/sign-out");
    assertThat(asked(person).statusCode()).isEqualTo(204);
  }

  @Test
  void whoever_is_deactivated_hears_no_more() throws Exception {
    var person = ConsoleSession.ofNewPerson("analyst");
    var stream = listens(person);
    changes.deactivate(person.username(), Caller.SYSTEM);
    ends(stream);
  }

  @Test
  void whoever_sees_other_cases_now_asks_again() throws Exception {
    var person = ConsoleSession.ofNewPerson("analyst");
    var stream = listens(person);
    changes.changeSight(person.username(), List.of("aws-liaison"), "", Caller.SYSTEM);
    ends(stream);
    listens(person);
  }

  @Test
  void a_session_whose_time_is_over_hears_no_more() throws Exception {
    var person = ConsoleSession.ofNewPerson("analyst");
    var stream = listens(person);
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update session set expires_at = now() where person_id = (select id from person"
                    + " where username = ?)")) {
      statement.setString(1, person.username());
      statement.executeUpdate();
    }
    feed.endOverdue();
    ends(stream);
  }

  @Test
  void one_session_has_a_few_streams_and_one_person_some_more() throws Exception {
    var person = ConsoleSession.ofNewPerson("analyst");
    for (int i = 0; i < LiveFeed.OF_A_SESSION; i++) {
      listens(person);
    }
    var refused = asked(person);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(new String(refused.body().readAllBytes())).contains("looks again by itself");
    ConsoleSession last = person;
    for (int i = LiveFeed.OF_A_SESSION; i < LiveFeed.OF_A_PERSON; i++) {
      if (i % LiveFeed.OF_A_SESSION == 0) {
        last = ConsoleSession.signIn(person.username(), ConsoleSession.PASSWORD);
      }
      listens(last);
    }
    last = ConsoleSession.signIn(person.username(), ConsoleSession.PASSWORD);
    assertThat(asked(last).statusCode()).isEqualTo(429);
    assertThat(asked(ConsoleSession.ofNewPerson("analyst")).statusCode()).isEqualTo(200);
  }
}
