package dev.demarc.intake.blobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The exact bytes of a report, apart from its row so that lists never load them. */
@Entity
@Immutable
@Table(name = "report_raw")
class RawReport {

  @Id
  @Column(name = "report_id")
  UUID reportId;

  byte[] bytes;
}
