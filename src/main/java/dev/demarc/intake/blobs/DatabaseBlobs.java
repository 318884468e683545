package dev.demarc.intake.blobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** In the table report_raw, in the same transaction as the report. */
@ApplicationScoped
@Typed(DatabaseBlobs.class)
public class DatabaseBlobs implements Blobs {

  private final EntityManager database;

  DatabaseBlobs(EntityManager database) {
    this.database = database;
  }

  @Override
  @Transactional
  public void put(UUID reportId, byte[] bytes) {
    var raw = new RawReport();
    raw.reportId = reportId;
    raw.bytes = bytes;
    database.persist(raw);
  }

  @Override
  @Transactional
  public Optional<byte[]> get(UUID reportId) {
    return Optional.ofNullable(database.find(RawReport.class, reportId)).map(raw -> raw.bytes);
  }

  @Override
  @Transactional
  public void delete(UUID reportId) {
    database
        .createQuery("delete from RawReport where reportId = :id")
        .setParameter("id", reportId)
        .executeUpdate();
  }
}
