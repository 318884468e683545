package dev.demarc.intake.smtp;

import dev.demarc.intake.Intake;
import dev.demarc.shared.Shutdown;
import dev.demarc.shared.UnderWay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** Takes mails over SMTP (RFC 5321): 250 is said only after the report is committed. */
@ApplicationScoped
public class SmtpListener implements UnderWay {

  @ConfigMapping(prefix = "demarc.smtp")
  public interface Settings {
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

    /** Of IPv6, from one /64. */
    @WithDefault("30")
    int maxConnectionsPerAddress();

    /** How long the next byte is waited for. */
    @WithDefault("60s")
    Duration timeout();

    /** How long a connection may last without a mail that is stored, whatever else is said. */
    @WithDefault("60s")
    Duration idle();

    /** How long the bytes of one mail may take. */
    @WithDefault("10m")
    Duration mailWithin();

    /** How long a connection may last, whatever is done with it. */
    @WithDefault("30m")
    Duration longestConnection();

    /**
     * The name of a TLS configuration of Quarkus ({@code quarkus.tls.<name>}); with one, STARTTLS
     * is offered.
     */
    Optional<String> tls();

    /** Whether nothing is taken before STARTTLS. */
    @WithDefault("false")
    boolean tlsRequired();

    MailQuota.Settings quota();
  }

  private final Settings settings;
  private final Intake intake;
  private final TlsConfigurationRegistry certificates;
  private final MailMemoryBudget room = MailMemoryBudget.ofThisNode();
  private final AtomicReference<@Nullable ListeningSocket> listening = new AtomicReference<>();
  private volatile @Nullable Running running;

  private record Running(SMTPServer server, SmtpConnections connections) {}

  public SmtpListener(Settings settings, Intake intake, TlsConfigurationRegistry certificates) {
    this.settings = settings;
    this.intake = intake;
    this.certificates = certificates;
  }

  public void start(@Observes StartupEvent event) {
    if (!settings.enabled()) {
      return;
    }
    var recipients =
        settings.recipients().orElse(Set.of()).stream()
            .map(address -> address.trim().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    var connections =
        new SmtpConnections(
            new SmtpLimits(
                settings.maxConnections(),
                settings.maxConnectionsPerAddress(),
                settings.idle(),
                settings.mailWithin(),
                settings.longestConnection()));
    var listener =
        SMTPServer.port(settings.port())
            .hostName(settings.hostName())
            .softwareName("Demarc")
            .maxMessageSize(Intake.MAX_BYTES)
            .maxConnections(settings.maxConnections() + SmtpConnections.LEAVING)
            .maxRecipients(100)
            .serverSocketFactory(
                () -> {
                  var socket = new ListeningSocket();
                  listening.set(socket);
                  return socket;
                })
            .sessionHandler(connections)
            .connectionTimeoutMs((int) settings.timeout().toMillis())
            // an empty sender is how bounces come; anything else is judged when it is read
            .fromAddressValidator(address -> true)
            .insertReceivedHeaders(false)
            .messageHandlerFactory(
                context ->
                    new SmtpMessage(
                        intake,
                        room,
                        recipients,
                        () -> !settings.tlsRequired() || ((Session) context).isTLSStarted(),
                        context.getRemoteAddress() == null
                            ? null
                            : context.getRemoteAddress().toString(),
                        connections.mailBegins((Session) context)));
    offerTls(listener);
    var built = listener.build();
    MailTransaction.correct(
        built.getCommandHandler(), connections, new MailQuota(settings.quota(), System::nanoTime));
    built.start();
    running = new Running(built, connections);
  }

  private void offerTls(SMTPServer.Builder listener) {
    var name = settings.tls().filter(given -> !given.isBlank());
    if (name.isPresent()) {
      listener.enableTLS().startTlsSocketFactory(new StartTls(certificates, name.get()));
    } else if (settings.tlsRequired()) {
      throw new ConfigurationException(
          "demarc.smtp.tls-required is set and no certificate: name a TLS configuration with"
              + " demarc.smtp.tls");
    }
  }

  /** Mails that were begun are taken still; senders are told 421 between two of them. */
  void drain(@Observes Shutdown.Begins event) {
    var started = running;
    var socket = listening.get();
    if (started != null && socket != null) {
      socket.stopAccepting();
      started.connections().drain();
    }
  }

  @Override
  public int underWay() {
    var started = running;
    return started == null ? 0 : started.connections().count();
  }

  public void stop(@Observes ShutdownEvent event) {
    var started = running;
    if (started != null) {
      started.server().stop();
      started.connections().close();
    }
  }

  /** Whether mails are taken, or are not to be taken at all. */
  public boolean takesMails() {
    var started = running;
    return !settings.enabled() || started != null && started.server().isRunning();
  }

  /**
   * The port that is listened on.
   *
   * @throws IllegalStateException where none is
   */
  public int port() {
    var started = running;
    if (started == null) {
      throw new IllegalStateException("no mail is taken here");
    }
    return started.server().getPortAllocated();
  }
}
