package dev.demarc.mailboxes;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.mailboxes.MailboxApi.add;
import static dev.demarc.mailboxes.MailboxApi.awaitStatus;
import static dev.demarc.mailboxes.MailboxApi.awaitTaken;
import static dev.demarc.mailboxes.MailboxApi.change;
import static dev.demarc.mailboxes.MailboxApi.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class SigningInWithTokensTest {

  private static final String ENDPOINT = "https://sign-in.example/tenant/oauth2/v2.0/token";

  @Inject Mailboxes mailboxes;
  @Inject MailboxRun run;
  @Inject AccessTokens tokens;
  @Inject DataSource database;

  private ScriptedImap server;
  private TokenStub endpoint;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedImap();
    server.capabilities = "IMAP4rev1 MOVE UIDPLUS AUTH=XOAUTH2";
    server.token = "token-1";
    endpoint = new TokenStub();
    endpoint.gives("token-1", 3600);
    tokens.routeThrough(asked -> asked.toString().equals(ENDPOINT) ? endpoint.address() : asked);
  }

  @AfterEach
  void stop() throws IOException {
    mailboxes.inOrder(200, null).items().forEach(mailbox -> mailboxes.remove(mailbox.id()));
    tokens.routeThrough(UnaryOperator.identity());
    endpoint.close();
    server.close();
  }

  private Map<String, Object> settings(Map<String, Object> oauth) {
    var settings = new HashMap<String, Object>();
    settings.put("host", "127.0.0.1");
    settings.put("port", server.port());
    settings.put("security", "NONE");
    settings.put("username", "abuse@x.example");
    settings.put("oauth", oauth);
    return settings;
  }

  private static Map<String, Object> application() {
    return new HashMap<>(
        Map.of(
            "tokenEndpoint", ENDPOINT,
            "clientId", "client & id",
            "clientSecret", "client secret",
            "scope", "https://outlook.example/.default",
            "grant", "client_credentials"));
  }

  private static Map<String, Object> person() {
    var oauth = application();
    oauth.remove("scope");
    oauth.put("grant", "refresh_token");
    oauth.put("refreshToken", "refresh-1");
    return oauth;
  }

  private void readAgain(String id) {
    run.run(UUID.fromString(id));
  }

  private static String error(String id) {
    return MailboxApi.state(id, "error");
  }

  private long arrives() {
    return server.arrives("abuse@x.example", mail("With a token", "From " + freshAddress()));
  }

  @Test
  void a_mailbox_is_read_with_the_applications_token_which_is_asked_for_once() {
    arrives();
    var id = add(settings(application()));
    awaitTaken(id, 1);
    awaitStatus(id, "ok");
    arrives();
    readAgain(id);
    awaitTaken(id, 2);
    assertThat(endpoint.asked())
        .containsExactly(
            "grant_type=client_credentials&client_id=client+%26+id&client_secret=client+secret"
                + "&scope=https%3A%2F%2Foutlook.example%2F.default");
    assertThat(server.heard()).noneMatch(command -> command.startsWith("LOGIN"));
  }

  @Test
  void a_token_that_is_about_to_end_is_asked_for_anew() {
    endpoint.gives("token-1", 1);
    var id = add(settings(application()));
    awaitStatus(id, "ok");
    MailboxApi.patient()
        .until(
            () -> {
              readAgain(id);
              return endpoint.asked().size() >= 2;
            });
  }

  @Test
  void a_token_that_the_server_refuses_is_not_shown_to_it_again() {
    var id = add(settings(application()));
    awaitStatus(id, "ok");
    server.token = "token-2";
    readAgain(id);
    awaitStatus(id, "failing");
    assertThat(error(id)).startsWith("The server refuses the access token for abuse@x.example");
    endpoint.gives("token-2", 3600);
    readAgain(id);
    awaitStatus(id, "ok");
  }

  @Test
  void with_a_persons_refresh_token_a_new_one_that_comes_along_is_kept() {
    endpoint.answer =
        "{\"access_token\":\"token-1\",\"expires_in\":1,\"refresh_token\":\"refresh-2\"}";
    var id = add(settings(person()));
    awaitStatus(id, "ok");
    assertThat(endpoint.asked().get(0))
        .startsWith("grant_type=refresh_token&")
        .endsWith("&refresh_token=refresh-1");
    MailboxApi.patient()
        .until(
            () -> {
              readAgain(id);
              return endpoint.asked().size() >= 2;
            });
    assertThat(endpoint.asked().get(1)).endsWith("&refresh_token=refresh-2");
  }

  @Test
  void what_the_endpoint_says_against_it_is_told_with_what_to_do() {
    endpoint.refuses("invalid_client", "AADSTS7000222: The client secret is expired.");
    var id = add(settings(application()));
    awaitStatus(id, "failing");
    assertThat(error(id))
        .startsWith("sign-in.example gives no token: invalid_client (AADSTS7000222")
        .contains("Check client id and client secret");
    endpoint.refuses("invalid_grant", "Token has been revoked.");
    readAgain(id);
    assertThat(error(id)).contains("agree once more at the provider");
    endpoint.answer = "<html>";
    readAgain(id);
    assertThat(error(id)).contains("it answered 400");
    endpoint.status = 200;
    readAgain(id);
    assertThat(error(id)).contains("holds no access token");
    endpoint.answer = "x".repeat(70_000);
    readAgain(id);
    assertThat(error(id)).contains("larger than 64 KiB");
    endpoint.close();
    readAgain(id);
    assertThat(error(id)).startsWith("No token came from sign-in.example");
    assertThat(server.heard()).noneMatch(command -> command.startsWith("AUTHENTICATE"));
  }

  @Test
  void a_server_without_such_a_sign_in_is_not_shown_the_token() {
    server.capabilities = "IMAP4rev1";
    var id = add(settings(application()));
    awaitStatus(id, "failing");
    assertThat(error(id)).contains("127.0.0.1 offers no sign-in with OAuth");
    assertThat(server.heard()).noneMatch(command -> command.contains("token-1"));
  }

  @Test
  void the_secrets_are_shown_nowhere_and_used_for_nothing_else() throws Exception {
    var oauth = person();
    oauth.put("clientSecret", "very secret words");
    oauth.put("refreshToken", "more secret words");
    var id = add(settings(oauth));
    awaitStatus(id, "ok");
    client()
        .get("/api/v1/mailboxes/" + id)
        .then()
        .body(not(containsString("secret words")))
        .body("oauth.grant", is("refresh_token"))
        .body("oauth.clientId", is("client & id"))
        .body("oauth.tokenEndpoint", is(ENDPOINT));
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select encode(client_secret, 'escape') || encode(refresh_token, 'escape')"
                    + " from mailbox where id = ?")) {
      query.setObject(1, UUID.fromString(id));
      var rows = query.executeQuery();
      rows.next();
      assertThat(rows.getString(1)).isNotEmpty().doesNotContain("secret");
    }
    change(id, Map.of("oauth", Map.of("scope", "other")));
    refused(
        id, Map.of("oauth", Map.of("tokenEndpoint", "https://attacker.example/")), "clientSecret");
    refused(id, Map.of("host", "attacker.example"), "clientSecret");
  }

  private static void refused(String id, Map<String, ?> change, String field) {
    json()
        .body(change)
        .patch("/api/v1/mailboxes/" + id)
        .then()
        .statusCode(422)
        .body("errors[0].field", is(field));
  }

  @Test
  void a_password_takes_the_place_of_tokens_and_tokens_that_of_a_password() {
    var id = add(settings(application()));
    awaitStatus(id, "ok");
    server.capabilities = "IMAP4rev1 MOVE UIDPLUS";
    server.token = null;
    change(id, Map.of("password", ScriptedImap.PASSWORD));
    arrives();
    awaitTaken(id, 1);
    client().get("/api/v1/mailboxes/" + id).then().body("oauth", nullValue());

    server.capabilities = "IMAP4rev1 MOVE UIDPLUS AUTH=XOAUTH2";
    server.token = "token-1";
    refused(id, Map.of("oauth", Map.of("clientId", "x")), "tokenEndpoint");
    change(id, Map.of("oauth", application()));
    arrives();
    awaitTaken(id, 2);
  }

  @Test
  void what_cannot_be_a_way_to_tokens_is_refused_by_field() {
    isRefused("tokenEndpoint", "http://sign-in.example/token", "tokenEndpoint");
    isRefused("tokenEndpoint", "https://user@sign-in.example/token", "tokenEndpoint");
    isRefused("clientId", " ", "clientId");
    isRefused("clientSecret", "", "clientSecret");
    isRefused("grant", "password", "grant");
    isRefused("grant", "refresh_token", "refreshToken");
  }

  private void isRefused(String member, String value, String field) {
    var oauth = application();
    oauth.put(member, value);
    var settings = settings(oauth);
    settings.put("name", "x");
    json()
        .body(settings)
        .post("/api/v1/mailboxes")
        .then()
        .statusCode(422)
        .body("errors[0].field", is(field));
  }
}
