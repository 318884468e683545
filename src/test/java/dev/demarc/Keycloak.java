package dev.demarc;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;

import dev.demarc.shared.FreePort;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Keycloak as a process of its own, with a realm of a few people. */
final class Keycloak implements AutoCloseable {

  static final String CLIENT = "demarc";
  static final String SECRET = "4b1d7c0f9e6a42d8b3f5";

  /** Of everybody. */
  static final String PASSWORD = "seven green bicycles";

  private static final String REALM = "demarc";

  private final Path home;
  private final int port;
  private Process process;

  /**
   * @param home the distribution, unpacked
   */
  Keycloak(Path home) {
    this.home = home;
    this.port = FreePort.choose();
  }

  String issuer() {
    return url() + "/realms/" + REALM;
  }

  private String url() {
    return "http://localhost:" + port;
  }

  void start() throws IOException {
    forgetEverything();
    var realm = home.resolve("data/import/demarc-realm.json");
    Files.createDirectories(realm.getParent());
    try (var given = Keycloak.class.getResourceAsStream("/oidc/keycloak-realm.json")) {
      Files.write(realm, given.readAllBytes());
    }
    var command =
        new ProcessBuilder(
            home.resolve("bin/kc.sh").toAbsolutePath().toString(),
            "start-dev",
            "--import-realm",
            "--http-port=" + port);
    command.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
    command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "root");
    command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    command.environment().put("JAVA_OPTS", "-Xms64m -Xmx512m");
    command.redirectErrorStream(true).redirectOutput(home.resolve("log.txt").toFile());
    var started = command.start();
    process = started;
    // also where the run is ended from outside
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "keycloak-ends"));
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () ->
                RestAssured.get(issuer() + "/.well-known/openid-configuration").statusCode()
                    == 200);
  }

  private void forgetEverything() throws IOException {
    var data = home.resolve("data");
    if (Files.exists(data)) {
      try (var files = Files.walk(data)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private RequestSpecification administrator() {
    var token =
        given()
            .formParams(
                Map.of(
                    "grant_type", "password",
                    "client_id", "admin-cli",
                    "username", "root",
                    "password", PASSWORD))
            .post(url() + "/realms/master/protocol/openid-connect/token")
            .jsonPath()
            .getString("access_token");
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .baseUri(url() + "/admin/realms/" + REALM);
  }

  void changeRole(String username, String from, String to) {
    var administrator = administrator();
    String id = administrator.get("/users?exact=true&username=" + username).path("[0].id");
    var roles = "/users/" + id + "/role-mappings/realm";
    given().spec(administrator).body(List.of(role(from))).delete(roles).then().statusCode(204);
    given().spec(administrator).body(List.of(role(to))).post(roles).then().statusCode(204);
  }

  private Map<String, Object> role(String name) {
    return administrator().get("/roles/" + name).jsonPath().getMap("");
  }

  /** As a program gets one that has the person's password. */
  String accessToken(String username) {
    return given()
        .formParams(
            Map.of(
                "grant_type", "password",
                "client_id", CLIENT,
                "client_secret", SECRET,
                "scope", "openid",
                "username", username,
                "password", PASSWORD))
        .post(issuer() + "/protocol/openid-connect/token")
        .jsonPath()
        .getString("access_token");
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      end(process);
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }
}
