package dev.demarc.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mails over SMTP (RFC 5321): 250 is said only after the report is committed. */
@ApplicationScoped
public class SmtpListener {

  @ConfigMapping(prefix = "demarc.smtp")
  interface Settings {
    @WithDefault("true")
    boolean enabled();

    /** 0 takes a free port. */
    @WithDefault("2525")
    int port();

    @WithDefault("demarc")
    String hostName();

    /** The addresses that reports are sent to; without any, every recipient is taken. */
    Optional<Set<String>> recipients();

    @WithDefault("200")
    int maxConnections();
  }

  private final Settings settings;
  private final Intake intake;
  private SMTPServer server;

  SmtpListener(Settings settings, Intake intake) {
    this.settings = settings;
    this.intake = intake;
  }

  void start(@Observes StartupEvent event) {
    if (!settings.enabled()) {
      return;
    }
    var recipients =
        settings.recipients().orElse(Set.of()).stream()
            .map(address -> address.trim().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    server =
        SMTPServer.port(settings.port())
            .hostName(settings.hostName())
            .softwareName("Demarc")
            .maxMessageSize(Intake.MAX_BYTES)
            .maxConnections(settings.maxConnections())
            .maxRecipients(100)
            .connectionTimeout(60, TimeUnit.SECONDS)
            // an empty sender is how bounces come; anything else is judged when it is read
            .fromAddressValidator(address -> true)
            .insertReceivedHeaders(false)
            .messageHandlerFactory(
                context ->
                    new SmtpMessage(
                        intake,
                        recipients,
                        context.getRemoteAddress() == null
                            ? null
                            : context.getRemoteAddress().toString()))
            .build();
    server.start();
  }

  void stop(@Observes ShutdownEvent event) {
    if (server != null) {
      server.stop();
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.getPortAllocated();
  }
}
