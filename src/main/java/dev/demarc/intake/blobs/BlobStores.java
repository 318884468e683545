package dev.demarc.intake.blobs;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The stores there are. The S3 client is made when it is first needed: it takes a second. */
@ApplicationScoped
public class BlobStores {

  private final BlobSettings settings;
  private final DatabaseBlobs database;
  private @Nullable S3Blobs s3;

  BlobStores(BlobSettings settings, DatabaseBlobs database) {
    this.settings = settings;
    this.database = database;
  }

  /** Where a report that comes in now goes. */
  public BlobLocation forNew() {
    return BlobLocation.of(settings.store());
  }

  public Blobs at(BlobLocation place) {
    return place == BlobLocation.DATABASE ? database : s3();
  }

  private synchronized S3Blobs s3() {
    if (settings.s3().bucket().isEmpty()) {
      throw new Problem(
          ProblemType.UNAVAILABLE,
          "The raw report lies in an S3 store and demarc.blobs.s3.bucket does not say which; the"
              + " operator has to set it.");
    }
    if (s3 == null) {
      s3 = new S3Blobs(settings.s3());
    }
    return s3;
  }

  @PreDestroy
  synchronized void close() {
    if (s3 != null) {
      s3.close();
    }
  }
}
