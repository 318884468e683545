package dev.demarc.intake;

import dev.demarc.intake.blobs.BlobLocation;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Reports implements PanacheRepositoryBase<Report, UUID> {

  /** Where a report's bytes lie, and the SHA-256 of what was received. */
  record Whereabouts(BlobLocation place, byte[] digest) {}

  /** As it is now, whatever was read before in the same transaction. */
  @Transactional
  public Optional<Whereabouts> whereabouts(UUID id) {
    return getEntityManager()
        .createQuery("select r.storedIn, r.digest from Report r where r.id = :id", Object[].class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .map(row -> new Whereabouts(BlobLocation.of((String) row[0]), (byte[]) row[1]));
  }

  Map<UUID, String> digests(List<UUID> ids) {
    return getEntityManager()
        .createQuery("select r.id, r.digest from Report r where r.id in :ids", Object[].class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> (UUID) row[0], row -> HexFormat.of().formatHex((byte[]) row[1])));
  }

  /** The mail that a second delivery of the same mail repeats. */
  Optional<UUID> resentMail(String messageId, byte[] digest, byte @Nullable [] contentDigest) {
    return getEntityManager()
        .createQuery(
            "select r.id from Report r where r.messageId = :messageId and (r.digest = :digest or"
                + " r.contentDigest = :contentDigest)",
            UUID.class)
        .setParameter("messageId", messageId)
        .setParameter("digest", digest)
        .setParameter("contentDigest", contentDigest)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The made-up reports are few. */
  List<UUID> samplesIn(BlobLocation place, List<UUID> among) {
    return getEntityManager()
        .createQuery(
            "select r.id from Report r where r.sample = true and r.storedIn = :place and r.id in"
                + " :among order by r.id",
            UUID.class)
        .setParameter("among", among)
        .setParameter("place", place.slug())
        .getResultList();
  }

  /** What lies in the database still, oldest first. */
  @Transactional
  public List<UUID> inDatabase(UUID after, int limit) {
    return getEntityManager()
        .createQuery(
            "select r.reportId from RawReport r where r.reportId > :after order by r.reportId",
            UUID.class)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * From now on its bytes are read from S3, and are gone from the database with this transaction.
   *
   * @return whether the report was there and its bytes in the database
   */
  @Transactional
  public boolean moved(UUID id) {
    int there =
        getEntityManager()
            .createNativeQuery(
                "update report set stored_in = 's3' where id = :id and stored_in = 'database'")
            .setParameter("id", id)
            .executeUpdate();
    getEntityManager()
        .createQuery("delete from RawReport where reportId = :id")
        .setParameter("id", id)
        .executeUpdate();
    return there > 0;
  }
}
