package dev.demarc.responsibility.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The responsibility matrix: services by layers, each cell with its source. Immutable. */
public final class Matrix {

  /** The row that answers for a service that a report does not name. */
  public static final String UNKNOWN = "unknown";

  private final String version;
  private final Map<String, ServiceRow> rows;
  private final Map<String, ServiceRow> byName = new LinkedHashMap<>();

  Matrix(String version, Collection<ServiceRow> rows) {
    this.version = version;
    this.rows = new LinkedHashMap<>();
    rows.forEach(r -> this.rows.put(r.name(), r));
    rows.forEach(r -> r.aliases().forEach(a -> byName.putIfAbsent(key(a), r)));
    rows.forEach(r -> byName.put(key(r.name()), r));
  }

  /**
   * The matrix that ships with Demarc.
   *
   * @throws IllegalArgumentException where the file is broken; the message names its line
   */
  public static Matrix load() {
    return parse("matrix.yaml", shippedYaml());
  }

  /** The text of the file that ships with Demarc, to start a draft from. */
  public static String shippedYaml() {
    return resource("matrix.yaml");
  }

  /**
   * Reads a matrix from the text of a YAML file.
   *
   * @param file its name, for messages
   * @throws IllegalArgumentException where the file is broken; the message names its line
   */
  public static Matrix parse(String file, String yaml) {
    return new ReadMatrix(YamlNode.parse(file, yaml)).matrix();
  }

  public static String resource(String name) {
    try (var in = Matrix.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the application: rebuild it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String version() {
    return version;
  }

  /** Every row but {@link #UNKNOWN}: the named ones first, then those answered by class. */
  public List<ServiceRow> services() {
    return rows.values().stream().filter(r -> !r.name().equals(UNKNOWN)).toList();
  }

  /** Finds a row by its name or any alias, whatever the case, spacing and "AWS" or "Amazon". */
  public Optional<ServiceRow> find(@Nullable String service) {
    if (service == null || service.isBlank()) {
      return Optional.empty();
    }
    var found = byName.get(key(service));
    return Optional.ofNullable(found != null ? found : byName.get(key(withoutBrand(service))));
  }

  /** The row of the service, or of {@link #UNKNOWN} where the matrix does not have it. */
  public ServiceRow rowOf(String service) {
    return find(service).orElseGet(() -> rows.get(UNKNOWN));
  }

  /** Whose work the layer is for the service; empty where the service has no such layer. */
  public Optional<Cell> cell(String service, Layer layer) {
    return rowOf(service).cell(layer);
  }

  private static String key(String name) {
    return name.trim().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", " ");
  }

  private static String withoutBrand(String name) {
    return name.trim().replaceFirst("(?i)^(aws|amazon)[\\s:._-]*", "");
  }
}
