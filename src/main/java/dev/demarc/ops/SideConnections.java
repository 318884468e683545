package dev.demarc.ops;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Two connections to the same database beside the pool, for health and figures: they answer while
 * the pool is exhausted, and give up on a silent database within seconds.
 */
@ApplicationScoped
class SideConnections {

  private static final Duration ACQUIRE = Duration.ofSeconds(1);
  private static final String CONNECT_SECONDS = "2";
  private static final String ANSWER_SECONDS = "5";

  /** What is made of the rows of an answer. */
  interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private final AgroalDataSource pool;
  private @Nullable AgroalDataSource beside;

  SideConnections(AgroalDataSource pool) {
    this.pool = pool;
  }

  <T> T ask(String sql, Reading<T> reading) throws SQLException {
    var source = beside();
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return reading.of(rows);
    } catch (SQLException failure) {
      source.flush(FlushMode.IDLE); // a broken connection is not given out again
      throw failure;
    }
  }

  private synchronized AgroalDataSource beside() throws SQLException {
    if (beside == null) {
      beside =
          AgroalDataSource.from(
              new AgroalDataSourceConfigurationSupplier()
                  .connectionPoolConfiguration(
                      new AgroalConnectionPoolConfigurationSupplier()
                          .maxSize(2)
                          .acquisitionTimeout(ACQUIRE)
                          .connectionFactoryConfiguration(factory())));
    }
    return beside;
  }

  /** As the pool's, copied member by member: a copy as a whole would share its properties. */
  private AgroalConnectionFactoryConfigurationSupplier factory() {
    var of = pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
    var copy =
        new AgroalConnectionFactoryConfigurationSupplier()
            .jdbcUrl(of.jdbcUrl())
            .connectionProviderClass(of.connectionProviderClass())
            .principal(of.principal())
            .autoCommit(true);
    of.credentials().forEach(copy::credential);
    of.securityProviders().forEach(copy::addSecurityProvider);
    of.jdbcProperties().forEach((name, value) -> copy.jdbcProperty("" + name, "" + value));
    return copy.jdbcProperty("connectTimeout", CONNECT_SECONDS)
        .jdbcProperty("loginTimeout", CONNECT_SECONDS)
        .jdbcProperty("socketTimeout", ANSWER_SECONDS);
  }

  @PreDestroy
  synchronized void close() {
    if (beside != null) {
      beside.close();
    }
  }
}
