package dev.demarc.intake;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class Reports implements PanacheRepositoryBase<Report, UUID> {

  /** The mail that a second delivery of the same mail repeats. */
  Optional<UUID> resentMail(String messageId, byte[] digest) {
    return getEntityManager()
        .createQuery(
            "select r.id from Report r where r.messageId = :messageId and r.digest = :digest",
            UUID.class)
        .setParameter("messageId", messageId)
        .setParameter("digest", digest)
        .getResultStream()
        .findFirst();
  }
}
