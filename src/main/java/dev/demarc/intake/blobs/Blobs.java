package dev.demarc.intake.blobs;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the raw bytes of reports, each under its report's id.
 *
 * <p>Every method throws a {@link dev.demarc.shared.Problem} UNAVAILABLE, or what the database
 * throws, where the store does not answer.
 */
public interface Blobs {

  /** When this returns, the bytes are kept, or will be with the transaction it is called in. */
  void put(UUID reportId, byte[] bytes);

  /** All of them or a failure, after which some may be kept. */
  default void putAll(Map<UUID, byte[]> bytes) {
    bytes.forEach(this::put);
  }

  /** Empty where there are none under this id. */
  Optional<byte[]> get(UUID reportId);

  /** Harmless where there are none. */
  void delete(UUID reportId);
}
