package dev.demarc.triage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Which column of somebody's CSV files holds what. */
@Entity
@Table(name = "csv_mapping")
class CsvMapping {

  @Id String name;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> columns;

  @Column(name = "changed_at")
  Instant changedAt;

  @Column(name = "changed_by")
  String changedBy;
}
