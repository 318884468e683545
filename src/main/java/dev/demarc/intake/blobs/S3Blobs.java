package dev.demarc.intake.blobs;

import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.micrometer.core.instrument.Metrics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * In the bucket of an S3-compatible store, as {@code reports/<year>/<month>/<id>}. What only some
 * stores know (trailing checksums, chunked signatures) is not used; the bytes are checked by MD5 on
 * their way in and by the report's SHA-256 whenever they are read.
 */
public final class S3Blobs implements Blobs, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(S3Blobs.class);

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy/MM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** All writes of a batch together: those that have not begun by then are left out. */
  private static final Duration BATCH = Duration.ofSeconds(60);

  /** Of all batches together on this node. */
  private static final int WRITERS = 8;

  private final S3Client client;
  private final String bucket;
  private final ExecutorService writers =
      Executors.newFixedThreadPool(WRITERS, DaemonThreads.named("blobs"));

  S3Blobs(BlobSettings.S3 settings) {
    this.bucket = settings.bucket().orElseThrow();
    this.client = client(settings);
  }

  private static S3Client client(BlobSettings.S3 settings) {
    var client =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(settings.attemptTimeout()))
            .overrideConfiguration(
                c ->
                    c.apiCallAttemptTimeout(settings.attemptTimeout())
                        .apiCallTimeout(settings.callTimeout()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .forcePathStyle(settings.pathStyle());
    settings.endpoint().ifPresent(client::endpointOverride);
    settings
        .region()
        .or(() -> settings.endpoint().map(e -> "us-east-1"))
        .ifPresent(region -> client.region(Region.of(region)));
    if (settings.accessKey().isPresent()) {
      client.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(
                  settings.accessKey().get(), settings.secretKey().orElse(""))));
    }
    return client.build();
  }

  /** The month is that of the id (UUIDv7, RFC 9562 section 5.7), so it never changes. */
  public static String key(UUID reportId) {
    var time = Instant.ofEpochMilli(reportId.getMostSignificantBits() >>> 16);
    return "reports/" + MONTH.format(time) + "/" + reportId;
  }

  @Override
  public void put(UUID reportId, byte[] bytes) {
    answered(
        () ->
            client.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(key(reportId))
                        .contentType("application/octet-stream")
                        .contentMD5(md5(bytes)),
                RequestBody.fromBytes(bytes)));
  }

  /**
   * Several at a time: one after the other, each would wait for the network's round trip. The first
   * failure keeps those that have not begun from trying as well.
   */
  @Override
  public void putAll(Map<UUID, byte[]> bytes) {
    var failed = new AtomicReference<RuntimeException>();
    var writing =
        bytes.entrySet().stream()
            .map(
                blob ->
                    CompletableFuture.runAsync(
                        () -> putUnless(failed, blob.getKey(), blob.getValue()), writers))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(writing).get(BATCH.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      LOG.errorf("The S3 store took longer than %d s for one batch", BATCH.toSeconds());
      failed.compareAndSet(null, away());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      failed.compareAndSet(null, away());
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    }
    if (failed.get() != null) {
      throw failed.get();
    }
  }

  private void putUnless(AtomicReference<RuntimeException> failed, UUID reportId, byte[] bytes) {
    if (failed.get() == null) {
      try {
        put(reportId, bytes);
      } catch (RuntimeException failure) {
        failed.compareAndSet(null, failure);
      }
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<byte[]> get(UUID reportId) {
    return answered(
        () -> {
          try {
            return Optional.of(
                client
                    .getObjectAsBytes(request -> request.bucket(bucket).key(key(reportId)))
                    .asByteArrayUnsafe());
          } catch (NoSuchKeyException none) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void delete(UUID reportId) {
    answered(() -> client.deleteObject(request -> request.bucket(bucket).key(key(reportId))));
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException away) {
      Metrics.counter("demarc.blobs.failed").increment();
      LOG.errorf("The S3 store did not do what it was asked to: %s", away.getMessage());
      throw away();
    }
  }

  private static Problem away() {
    return new Problem(
        ProblemType.UNAVAILABLE,
        "The store that keeps the raw reports does not answer; send the same request again in a"
            + " few seconds.");
  }

  @Override
  public void close() {
    writers.shutdown();
    client.close();
  }
}
