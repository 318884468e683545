package dev.demarc.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {

  @Test
  void a_taken_http_port_is_named_with_the_way_out() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Preflight.requireFreePorts(ports(taken.getLocalPort(), 0)))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("HTTP port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("QUARKUS_HTTP_PORT");
    }
  }

  @Test
  void a_taken_smtp_port_is_named_with_the_way_out() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Preflight.requireFreePorts(ports(0, taken.getLocalPort())))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("SMTP port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("DEMARC_SMTP_PORT");
    }
  }

  @Test
  void one_port_cannot_serve_both() {
    assertThatThrownBy(() -> Preflight.requireFreePorts(ports(18999, 18999)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("both set to port 18999");
  }

  @Test
  void free_ports_pass() {
    assertThatCode(() -> Preflight.requireFreePorts(ports(0, 0))).doesNotThrowAnyException();
  }

  @Test
  void a_database_that_does_not_answer_is_named_without_its_password() {
    var settings = settings(0, 0, Optional.of("jdbc:postgresql://127.0.0.1:1/x?password=secret"));

    assertThatThrownBy(() -> Preflight.requireDatabase(settings, Duration.ZERO))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x does not let Demarc in")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_store_for_raw_reports_that_is_not_configured_is_told_at_the_start() {
    assertThatThrownBy(() -> StartUpSettings.checkBlobs("minio", false, true))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("give database or s3");
    assertThatThrownBy(() -> StartUpSettings.checkBlobs("s3", false, false))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("demarc.blobs.s3.bucket");
    assertThatThrownBy(() -> StartUpSettings.checkBlobs("database", true, true))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("demarc.blobs.store");
    StartUpSettings.checkBlobs("database", false, false);
    StartUpSettings.checkBlobs("s3", true, true);
  }

  @Test
  void a_network_to_allow_that_is_none_or_opens_all_is_told_at_the_start() {
    assertThatThrownBy(() -> StartUpSettings.checkAllowedNetworks(List.of("0.0.0.0/0")))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("demarc.outbound.allow cannot be used: \"0.0.0.0/0\" is public or")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> StartUpSettings.checkAllowedNetworks(List.of("mail.internal")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("\"mail.internal\" is no network");
    StartUpSettings.checkAllowedNetworks(List.of("10.20.0.0/16", "127.0.0.1"));
  }

  private static StartUpSettings ports(int http, int smtp) {
    return settings(http, smtp, Optional.empty());
  }

  private static StartUpSettings settings(int http, int smtp, Optional<String> jdbcUrl) {
    return new StartUpSettings(
        "0.0.0.0",
        http,
        smtp,
        Path.of("data"),
        jdbcUrl,
        Optional.empty(),
        Optional.empty(),
        true,
        Duration.ofSeconds(30),
        DatabaseCache.ofMemory(0));
  }

  @Test
  void the_database_keeps_pages_in_an_eighth_of_the_memory_within_bounds() {
    assertThat(DatabaseCache.ofMemory(512L << 20).asSetting()).isEqualTo("128MB");
    assertThat(DatabaseCache.ofMemory(4L << 30).asSetting()).isEqualTo("512MB");
    assertThat(DatabaseCache.ofMemory(64L << 30).asSetting()).isEqualTo("1024MB");
    assertThat(DatabaseCache.of(" 300 ").asSetting()).isEqualTo("300MB");
    assertThatThrownBy(() -> DatabaseCache.of("1GB"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("megabytes");
  }
}
