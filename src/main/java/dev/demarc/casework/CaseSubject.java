package dev.demarc.casework;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** One thing that a case is about; read only, written by one statement for all of a report's. */
@Entity
@Table(name = "case_subject")
class CaseSubject {

  @Embeddable
  record Id(@Column(name = "case_id") UUID caseId, String subject) {}

  @EmbeddedId Id id;

  /** What the case's reports call it, where none of them names it by itself; else null. */
  @Column(name = "named_as")
  String namedAs;
}
