package dev.demarc.intake;

import java.net.URI;
import java.util.function.IntUnaryOperator;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/**
 * A real S3-compatible server over HTTP, which checks signatures and keeps objects in memory. Lives
 * in a class loader of its own: see {@link S3StoreResource}.
 *
 * <p>Applied to a port it listens there (0 takes a free one) and answers which it is; applied to a
 * negative number it stops listening and keeps its objects.
 */
public final class S3Server implements IntUnaryOperator {

  static final String ACCESS_KEY = "test-access";
  static final String SECRET_KEY = "test-secret";

  private final BlobStore objects =
      ContextBuilder.newBuilder(new TransientApiMetadata())
          .credentials("any", "any")
          .build(BlobStoreContext.class)
          .getBlobStore();
  private S3Proxy server;

  @Override
  public int applyAsInt(int port) {
    try {
      if (port < 0) {
        server.stop();
        return port;
      }
      server =
          S3Proxy.builder()
              .blobStore(objects)
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
              .build();
      server.start();
      return server.getPort();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
