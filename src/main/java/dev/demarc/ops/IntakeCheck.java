package dev.demarc.ops;

import dev.demarc.intake.DiskSpace;
import dev.demarc.intake.smtp.SmtpListener;
import dev.demarc.shared.Shutdown;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this node takes reports now; it answers from memory, without a thread of the requests.
 */
@Readiness
@ApplicationScoped
class IntakeCheck implements AsyncHealthCheck {

  private final Shutdown shutdown;
  private final DiskSpace disk;
  private final SmtpListener mail;

  IntakeCheck(Shutdown shutdown, DiskSpace disk, SmtpListener mail) {
    this.shutdown = shutdown;
    this.disk = disk;
    this.mail = mail;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(() -> HealthAnswers.response("Intake", trouble()));
  }

  private Optional<String> trouble() {
    if (shutdown.isStopping()) {
      return Optional.of("The node is stopping.");
    }
    if (disk.isShort()) {
      return Optional.of("The disk of the database has too little room; make some.");
    }
    return mail.takesMails()
        ? Optional.empty()
        : Optional.of("The SMTP port is not listened on, as while the node is starting.");
  }
}
