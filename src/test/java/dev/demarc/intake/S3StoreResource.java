package dev.demarc.intake;

import dev.demarc.intake.blobs.S3Blobs;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The application's S3 store, and a way to it behind the application's back. There is none where
 * the tests' application is to keep raw reports in its database.
 */
public class S3StoreResource implements QuarkusTestResourceLifecycleManager {

  private static final String BUCKET = "demarc-evidence";

  private static IntUnaryOperator server;
  private static S3Client client;
  private static int port;

  @Override
  public Map<String, String> start() {
    if ("database".equals(System.getProperty("demarc.blobs.store"))) {
      return Map.of();
    }
    server = serverInItsOwnLoader();
    port = 0;
    comeBack();
    var endpoint = "http://127.0.0.1:" + port;
    client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(URI.create(endpoint))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
            .build();
    client.createBucket(request -> request.bucket(BUCKET));
    return Map.of(
        "demarc.blobs.store",
        "s3",
        "demarc.blobs.s3.endpoint",
        endpoint,
        "demarc.blobs.s3.bucket",
        BUCKET,
        "demarc.blobs.s3.access-key",
        S3Server.ACCESS_KEY,
        "demarc.blobs.s3.secret-key",
        S3Server.SECRET_KEY,
        "demarc.blobs.s3.path-style",
        "true",
        "demarc.blobs.s3.attempt-timeout",
        "30s");
  }

  /** The test framework has another version of Guice, which the server cannot live with. */
  private static IntUnaryOperator serverInItsOwnLoader() {
    var jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .sorted(Comparator.comparing(jar -> jar.contains("classes.jar")))
            .map(S3StoreResource::url)
            .toArray(URL[]::new);
    try {
      return (IntUnaryOperator)
          new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())
              .loadClass(S3Server.class.getName())
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL url(String jar) {
    try {
      return Path.of(jar).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (client != null) {
      client.close();
      goAway();
    }
  }

  /** On the port it had, with the objects it had. */
  static void comeBack() {
    port = server.applyAsInt(port);
  }

  static int port() {
    return port;
  }

  static void goAway() {
    server.applyAsInt(-1);
  }

  static boolean holds(UUID reportId) {
    try {
      client.headObject(request -> request.bucket(BUCKET).key(S3Blobs.key(reportId)));
      return true;
    } catch (NoSuchKeyException none) {
      return false;
    }
  }

  static byte[] bytesOf(UUID reportId) {
    return client
        .getObjectAsBytes(request -> request.bucket(BUCKET).key(S3Blobs.key(reportId)))
        .asByteArray();
  }

  static void overwrite(UUID reportId, byte[] bytes) {
    client.putObject(
        request -> request.bucket(BUCKET).key(S3Blobs.key(reportId)), RequestBody.fromBytes(bytes));
  }

  static void lose(UUID reportId) {
    client.deleteObject(request -> request.bucket(BUCKET).key(S3Blobs.key(reportId)));
  }

  static long count() {
    return client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
        .count();
  }
}
