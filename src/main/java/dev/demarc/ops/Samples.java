package dev.demarc.ops;

import dev.demarc.casework.views.SampleCases;
import dev.demarc.console.SampleReports;
import dev.demarc.intake.Channel;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.Intake;
import dev.demarc.intake.MessageId;
import dev.demarc.shared.OwnWork;
import dev.demarc.shared.Submitter;
import dev.demarc.triage.Filings;
import dev.demarc.triage.Submissions;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Made-up reports for whoever wants to see Demarc at work. They go through the same intake as any
 * other; the mails they cause are held.
 */
@ApplicationScoped
public class Samples implements SampleReports {

  private static final List<String> FILES =
      List.of(
          "01-spam-arf.eml",
          "02-login-attack-xarf.json",
          "03-login-attack-again.json",
          "04-phishing-xarf.eml",
          "05-leaked-access-key.eml",
          "06-public-bucket.json",
          "07-aws-abuse-notice.eml",
          "08-host-degraded.eml",
          "09-other-tenants-data.json",
          "10-lambda-runtime.eml",
          "11-rds-patch.json",
          "12-unclear.eml",
          "13-ddos.eml",
          "14-agent-flaw.eml");

  private final Submissions submissions;
  private final Filings filings;
  private final Intake intake;
  private final SampleCases cases;
  private final boolean wantedAtStart;

  Samples(
      Submissions submissions,
      Filings filings,
      Intake intake,
      SampleCases cases,
      @ConfigProperty(name = "demarc.samples", defaultValue = "false") boolean wantedAtStart) {
    this.submissions = submissions;
    this.filings = filings;
    this.intake = intake;
    this.cases = cases;
    this.wantedAtStart = wantedAtStart;
  }

  void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 100) StartupEvent event) {
    if (wantedAtStart && !loaded()) {
      load();
    }
  }

  @Override
  public boolean loaded() {
    return intake.hasSamples();
  }

  /** Takes them in; those that are here already are recognised. */
  @Override
  public void load() {
    OwnWork.run(() -> FILES.forEach(file -> submissions.take(delivery(file), false, null)));
  }

  /** Those that are being taken in meanwhile stay, to be removed the next time. */
  @Override
  @Transactional
  public void remove() {
    var reports = filings.holdSamples();
    cases.remove(reports);
    intake.removeSamples(reports);
    filings.callOff(reports);
  }

  private static Delivery delivery(String file) {
    boolean mail = file.endsWith(".eml");
    byte[] raw = read(file);
    return new Delivery(
        mail ? Channel.SMTP : Channel.REST,
        mail ? "message/rfc822" : "application/json",
        raw,
        Submitter.channel("samples"),
        mail ? null : file,
        mail ? MessageId.of(raw) : null,
        mail ? "samples@demarc.example" : null,
        List.of(),
        null,
        true,
        FilingMode.BY_CALLER,
        null);
  }

  private static byte[] read(String file) {
    try (var in = Samples.class.getResourceAsStream("/samples/" + file)) {
      if (in == null) {
        throw new IllegalStateException("The sample " + file + " is missing from the build.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
