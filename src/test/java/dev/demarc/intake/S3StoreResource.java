package dev.demarc.intake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** A real S3-compatible server over HTTP, which checks signatures and keeps objects in memory. */
public class S3StoreResource implements QuarkusTestResourceLifecycleManager {

  private static final String BUCKET = "demarc-evidence";
  private static final String ACCESS_KEY = "test-access";
  private static final String SECRET_KEY = "test-secret";

  private static BlobStore objects;
  private static S3Proxy server;
  private static int port;

  @Override
  public Map<String, String> start() {
    objects =
        ContextBuilder.newBuilder("transient")
            .credentials("any", "any")
            .build(BlobStoreContext.class)
            .getBlobStore();
    objects.createContainerInLocation(null, BUCKET);
    port = 0;
    comeBack();
    return Map.of(
        "demarc.blobs.store",
        "s3",
        "demarc.blobs.s3.endpoint",
        "http://127.0.0.1:" + port,
        "demarc.blobs.s3.bucket",
        BUCKET,
        "demarc.blobs.s3.access-key",
        ACCESS_KEY,
        "demarc.blobs.s3.secret-key",
        SECRET_KEY,
        "demarc.blobs.s3.path-style",
        "true");
  }

  @Override
  public void stop() {
    goAway();
  }

  /** On the port it had. */
  static void comeBack() {
    server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    port = server.getPort();
  }

  static void goAway() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean holds(UUID reportId) {
    return objects.blobExists(BUCKET, S3Blobs.key(reportId));
  }

  static byte[] bytesOf(UUID reportId) {
    try (var in = objects.getBlob(BUCKET, S3Blobs.key(reportId)).getPayload().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Behind Demarc's back. */
  static void overwrite(UUID reportId, byte[] bytes) {
    objects.putBlob(
        BUCKET,
        objects
            .blobBuilder(S3Blobs.key(reportId))
            .payload(bytes)
            .contentLength(bytes.length)
            .build());
  }

  static void lose(UUID reportId) {
    objects.removeBlob(BUCKET, S3Blobs.key(reportId));
  }

  static long count() {
    return objects.countBlobs(BUCKET);
  }
}
