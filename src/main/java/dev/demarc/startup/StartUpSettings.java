package dev.demarc.startup;

import dev.demarc.outbound.AllowedNetworks;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What must be known before Quarkus starts, read from the places Quarkus itself reads: system
 * properties, the environment, {@code .env}, {@code config/application.properties} and the
 * application's own properties.
 *
 * @param jdbcUrl of the database to use; where absent, an embedded one is started
 * @param stopWithin how long the process may take to end after a signal
 * @param databaseCache how much memory the embedded database keeps pages in
 */
record StartUpSettings(
    String httpHost,
    int httpPort,
    int smtpPort,
    Path dataDir,
    Optional<String> jdbcUrl,
    Optional<String> databaseUser,
    Optional<String> databasePassword,
    boolean hasSecretsKey,
    Duration stopWithin,
    DatabaseCache databaseCache) {

  static StartUpSettings read() {
    SmallRyeConfig config = configuration();
    checkBlobs(
        config.getOptionalValue("demarc.blobs.store", String.class).orElse("database"),
        config.getOptionalValue("demarc.blobs.move", Boolean.class).orElse(false),
        config.getOptionalValue("demarc.blobs.s3.bucket", String.class).isPresent());
    checkAllowedNetworks(
        config.getOptionalValues("demarc.outbound.allow", String.class).orElse(List.of()));
    return new StartUpSettings(
        config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0"),
        port(config, "quarkus.http.port", 8080),
        port(config, "demarc.smtp.port", 2525),
        Path.of(config.getOptionalValue("demarc.data.dir", String.class).orElse("data"))
            .toAbsolutePath()
            .normalize(),
        config.getOptionalValue("quarkus.datasource.jdbc.url", String.class),
        config.getOptionalValue("quarkus.datasource.username", String.class),
        config.getOptionalValue("quarkus.datasource.password", String.class),
        config.getOptionalValue("demarc.secrets.key", String.class).isPresent(),
        stopWithin(config),
        config
            .getOptionalValue("demarc.database.cache", String.class)
            .map(DatabaseCache::of)
            .orElseGet(DatabaseCache::ofMachine));
  }

  private static Duration stopWithin(SmallRyeConfig config) {
    String value = config.getOptionalValue("demarc.stop-within", String.class).orElse("30s");
    try {
      return DurationConverter.parseDuration(value.strip());
    } catch (IllegalArgumentException e) {
      throw new CannotStart(
          "demarc.stop-within is \"" + value + "\"; give a duration, as in 30s.", e);
    }
  }

  private static SmallRyeConfig configuration() {
    var classLoader = Thread.currentThread().getContextClassLoader();
    return new SmallRyeConfigBuilder()
        .forClassLoader(classLoader)
        .addDefaultSources()
        .addDefaultInterceptors()
        .withSources(new DotEnvConfigSourceProvider())
        .withProfile(profile())
        .build();
  }

  private static String profile() {
    String named = System.getProperty("quarkus.profile", System.getenv("QUARKUS_PROFILE"));
    return named == null || named.isBlank() ? "prod" : named;
  }

  private static int port(SmallRyeConfig config, String key, int ordinary) {
    String value = config.getOptionalValue(key, String.class).orElse("" + ordinary).strip();
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below, together with a number that is no port
    }
    throw new CannotStart(key + " is \"" + value + "\"; give a port number from 0 to 65535.");
  }

  static void checkAllowedNetworks(List<String> networks) {
    try {
      AllowedNetworks.of(networks);
    } catch (IllegalArgumentException e) {
      throw new CannotStart("demarc.outbound.allow cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /** A report must not be refused for what could have been said at the start. */
  static void checkBlobs(String store, boolean move, boolean bucket) {
    if (!store.equals("database") && !store.equals("s3")) {
      throw new CannotStart("demarc.blobs.store is \"" + store + "\"; give database or s3.");
    }
    if (store.equals("s3") && !bucket) {
      throw new CannotStart("demarc.blobs.store is s3; name the bucket in demarc.blobs.s3.bucket.");
    }
    if (move && !store.equals("s3")) {
      throw new CannotStart(
          "demarc.blobs.move moves raw reports to S3; set demarc.blobs.store to s3 as well.");
    }
  }
}
