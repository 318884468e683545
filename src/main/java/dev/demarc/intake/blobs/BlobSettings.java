package dev.demarc.intake.blobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the raw bytes of reports go. */
@ConfigMapping(prefix = "demarc.blobs")
public interface BlobSettings {

  /** {@code database} or {@code s3}: for reports that come in from now on. */
  @WithDefault("database")
  String store();

  /** Whether what lies in the database is moved to S3 in the background. */
  @WithDefault("false")
  boolean move();

  /** Also needed to read what was put there, whatever {@link #store} says now. */
  S3 s3();

  interface S3 {
    Optional<String> bucket();

    /** Without one, that of AWS for the region. */
    Optional<URI> endpoint();

    /** Without one, the environment's; {@code us-east-1} where there is an endpoint. */
    Optional<String> region();

    /** Without one, the environment's, the container's or the instance's role. */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /** {@code https://host/bucket/key} instead of {@code https://bucket.host/key}. */
    @WithDefault("false")
    boolean pathStyle();

    /** How long one attempt to write or read an object may take. */
    @WithDefault("10s")
    Duration attemptTimeout();

    /** All attempts together: a sender waits for this. */
    default Duration callTimeout() {
      return attemptTimeout().multipliedBy(5).dividedBy(2);
    }
  }
}
